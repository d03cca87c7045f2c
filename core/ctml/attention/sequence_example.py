"""SequenceExample and SequenceTrainingSet: what a transformer learns from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ctml.domain import TokenSequence
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError


@dataclass(frozen=True, slots=True)
class SequenceExample:
    """A text, and what came next at each of its positions.

    Attributes:
        tokens: what is read.
        targets: at each position, what came next.

    Raises:
        InvalidTypeError: one of the two is no ``TokenSequence``.
        InvalidShapeError: there is not one target for each token.
    """

    tokens: TokenSequence
    targets: TokenSequence

    def __post_init__(self) -> None:
        _require_tokens("SequenceExample.tokens", self.tokens)
        _require_tokens("SequenceExample.targets", self.targets)
        if len(self.tokens) != len(self.targets):
            given = f"{len(self.targets)} targets for {len(self.tokens)} tokens"
            raise InvalidShapeError("SequenceExample", given, "one target for each token")

    @classmethod
    def from_text(cls, text: TokenSequence) -> "SequenceExample":
        """Return the text without its last token, with the text without its first as targets.

        Args:
            text: two tokens or more.

        Raises:
            InvalidValueError: there is only one token, which nothing follows.
        """
        if len(text) < 2:
            raise InvalidValueError("SequenceExample", f"{text}", "two tokens or more")
        return cls(TokenSequence(text.tokens[:-1]), TokenSequence(text.tokens[1:]))


@dataclass(frozen=True, slots=True, init=False)
class SequenceTrainingSet:
    """One or more examples in order; it never changes and is never empty.

    Attributes:
        examples: the examples, first to last.

    Raises:
        InvalidTypeError: something in it is not a ``SequenceExample``.
        InvalidValueError: there is nothing in it.
    """

    examples: tuple[SequenceExample, ...]

    def __init__(self, examples: Iterable[SequenceExample]) -> None:
        object.__setattr__(self, "examples", _examples(examples))

    def __iter__(self) -> Iterator[SequenceExample]:
        return iter(self.examples)

    def __len__(self) -> int:
        return len(self.examples)


def _require_tokens(noun: str, given: object) -> None:
    if not isinstance(given, TokenSequence):
        raise InvalidTypeError(noun, f"the {type(given).__name__} {given!r}", "a TokenSequence")


def _examples(given: Iterable[object]) -> tuple[SequenceExample, ...]:
    items = tuple(given)
    if not items:
        raise InvalidValueError("SequenceTrainingSet", "nothing", "at least one SequenceExample")
    for place, item in enumerate(items):
        if not isinstance(item, SequenceExample):
            stray = f"{item!r} at position {place}"
            raise InvalidTypeError("SequenceTrainingSet", stray, "SequenceExamples only")
    return tuple(item for item in items if isinstance(item, SequenceExample))
