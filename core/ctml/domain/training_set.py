"""TrainingExample and TrainingSet: what the model learns from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ctml.domain.kind import require_kind
from ctml.domain.members import members
from ctml.domain.token_id import TokenId


@dataclass(frozen=True, slots=True)
class TrainingExample:
    """After this token came that one.

    Attributes:
        token: what the model is shown.
        target: the token that followed, which it should predict.

    Raises:
        InvalidTypeError: one of the two is not a ``TokenId``.
    """

    token: TokenId
    target: TokenId

    def __post_init__(self) -> None:
        require_kind("TrainingExample.token", self.token, TokenId, "a TokenId")
        require_kind("TrainingExample.target", self.target, TokenId, "a TokenId")


@dataclass(frozen=True, slots=True, init=False)
class TrainingSet:
    """One or more examples in order; it never changes and is never empty.

    Attributes:
        examples: the examples, first to last.

    Raises:
        InvalidTypeError: something in it is not a ``TrainingExample``.
        InvalidValueError: there is nothing in it.
    """

    examples: tuple[TrainingExample, ...]

    def __init__(self, examples: Iterable[TrainingExample]) -> None:
        object.__setattr__(self, "examples", members("TrainingSet", TrainingExample, examples))

    def __iter__(self) -> Iterator[TrainingExample]:
        return iter(self.examples)

    def __len__(self) -> int:
        return len(self.examples)
