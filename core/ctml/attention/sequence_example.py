"""SequenceExample and SequenceTrainingSet: what a transformer learns from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ctml.domain import TokenSequence
from ctml.domain.kind import require_kind
from ctml.domain.members import members
from ctml.errors import InvalidShapeError, InvalidValueError


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
        require_kind("SequenceExample.tokens", self.tokens, TokenSequence, "a TokenSequence")
        require_kind("SequenceExample.targets", self.targets, TokenSequence, "a TokenSequence")
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
        object.__setattr__(
            self, "examples", members("SequenceTrainingSet", SequenceExample, examples)
        )

    def __iter__(self) -> Iterator[SequenceExample]:
        return iter(self.examples)

    def __len__(self) -> int:
        return len(self.examples)
