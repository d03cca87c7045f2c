"""TrainingExample and TrainingSet: what the model learns from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ctml.domain.token_id import TokenId
from ctml.errors import InvalidTypeError, InvalidValueError


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
        _token_id("TrainingExample.token", self.token)
        _token_id("TrainingExample.target", self.target)


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
        object.__setattr__(self, "examples", _examples(examples))

    def __iter__(self) -> Iterator[TrainingExample]:
        return iter(self.examples)

    def __len__(self) -> int:
        return len(self.examples)


def _token_id(noun: str, given: object) -> None:
    if not isinstance(given, TokenId):
        raise InvalidTypeError(noun, f"{given!r} ({type(given).__name__})", "a TokenId")


def _examples(given: Iterable[object]) -> tuple[TrainingExample, ...]:
    items = tuple(given)
    if not items:
        raise InvalidValueError("TrainingSet", "nothing", "at least one TrainingExample")
    examples = tuple(item for item in items if isinstance(item, TrainingExample))
    if len(examples) != len(items):
        stray = next((i, x) for i, x in enumerate(items) if not isinstance(x, TrainingExample))
        raise InvalidTypeError(
            "TrainingSet", f"{stray[1]!r} at position {stray[0]}", "TrainingExamples only"
        )
    return examples
