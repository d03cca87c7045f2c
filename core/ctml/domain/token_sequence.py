"""TokenSequence: a text as the model sees it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ctml.domain.token_id import TokenId
from ctml.errors import InvalidTypeError, InvalidValueError


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
        object.__setattr__(self, "tokens", _token_ids(tokens))

    def __iter__(self) -> Iterator[TokenId]:
        return iter(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)


def _token_ids(given: Iterable[object]) -> tuple[TokenId, ...]:
    items = tuple(given)
    if not items:
        raise InvalidValueError("TokenSequence", "nothing", "at least one TokenId")
    ids = tuple(item for item in items if isinstance(item, TokenId))
    if len(ids) != len(items):
        place, stray = next((i, x) for i, x in enumerate(items) if not isinstance(x, TokenId))
        raise InvalidTypeError("TokenSequence", f"{stray!r} at position {place}", "TokenIds only")
    return ids
