"""TokenSequence: a text as the model sees it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ctml.domain.members import members
from ctml.domain.token_id import TokenId


@dataclass(frozen=True, slots=True, init=False)
class TokenSequence:
    """One or more tokens in order; it never changes and is never empty.

    Attributes:
        tokens: the token ids, first to last.

    Raises:
        InvalidTypeError: something in it is not a ``TokenId``.
        InvalidValueError: there is nothing in it.
    """

    tokens: tuple[TokenId, ...]

    def __init__(self, tokens: Iterable[TokenId]) -> None:
        object.__setattr__(self, "tokens", members("TokenSequence", TokenId, tokens))

    def __iter__(self) -> Iterator[TokenId]:
        return iter(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)
