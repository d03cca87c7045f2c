"""TokenId: an index with a meaning."""

from dataclasses import dataclass

from ctml.domain.whole_number import whole_number


@dataclass(frozen=True, slots=True)
class TokenId:
    """The position of one token in the vocabulary.

    It is a name made of digits: two ids can be equal, but they can't be added, and none is
    smaller than another.

    Attributes:
        index: the position, counted from 0.

    Raises:
        InvalidTypeError: the index is not an int (a bool or a numpy integer is refused too).
        InvalidValueError: the index is negative.
    """

    index: int

    def __post_init__(self) -> None:
        whole_number("TokenId", self.index, at_least=0)
