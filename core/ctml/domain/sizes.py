"""Sizes: how many tokens there are, and how wide a vector is."""

from dataclasses import dataclass

from ctml.domain.whole_number import whole_number


@dataclass(frozen=True, slots=True)
class VocabSize:
    """How many different tokens there are, V.

    Attributes:
        size: the count, 1 or more; the token ids are 0 to ``size - 1``.

    Raises:
        InvalidTypeError: the size is not an int (a bool is refused too).
        InvalidValueError: the size is less than 1.
    """

    size: int

    def __post_init__(self) -> None:
        whole_number("VocabSize", self.size, at_least=1)


@dataclass(frozen=True, slots=True)
class ModelDimension:
    """How many numbers describe one token inside the model, D.

    Attributes:
        size: the count, 1 or more.

    Raises:
        InvalidTypeError: the size is not an int (a bool is refused too).
        InvalidValueError: the size is less than 1.
    """

    size: int

    def __post_init__(self) -> None:
        whole_number("ModelDimension", self.size, at_least=1)
