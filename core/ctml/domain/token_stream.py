"""TokenStream: a long text as the model sees it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ctml.domain.int_array import IntArray, WholeNumbers, hash_ints, same_ints, whole_array
from ctml.domain.kind import require_kind
from ctml.domain.members import taken
from ctml.domain.token_id import TokenId
from ctml.domain.token_sequence import TokenSequence
from ctml.errors import InvalidShapeError, InvalidValueError


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class TokenStream:
    """Any number of tokens in order, as one array; there may be none.

    It says what a ``TokenSequence`` says, in eight bytes a token: a book has a million of them,
    and an object for each would be most of the work.

    Attributes:
        ids: the positions of the tokens in the vocabulary, shape [N], read-only, 0 or more.

    Raises:
        InvalidTypeError: the ids are no whole numbers.
        InvalidShapeError: they are not one row.
        InvalidValueError: one is negative.
    """

    ids: IntArray

    def __init__(self, ids: WholeNumbers) -> None:
        array = whole_array("TokenStream", ids)
        if array.ndim != 1:
            raise InvalidShapeError("TokenStream", f"shape {array.shape}", "one row of token ids")
        if array.size and array.min() < 0:
            raise InvalidValueError("TokenStream", f"{array.min()}", "token ids of 0 or more")
        object.__setattr__(self, "ids", array)

    @classmethod
    def of(cls, tokens: Iterable[TokenId]) -> "TokenStream":
        """Return the stream of these tokens.

        Args:
            tokens: any number of them, such as a ``TokenSequence``.

        Raises:
            InvalidTypeError: something among them is no ``TokenId``, or beyond 64 bits.
        """
        each = taken("TokenStream", tokens)
        for token in each:
            require_kind("TokenStream", token, TokenId, "TokenIds only")
        return cls([token.index for token in each])

    def sequence(self) -> TokenSequence:
        """Return the same tokens, one object each.

        Raises:
            InvalidValueError: there are none; a sequence is never empty.
        """
        return TokenSequence(self)

    def __iter__(self) -> Iterator[TokenId]:
        return map(TokenId, self.ids.tolist())

    def __len__(self) -> int:
        return self.ids.size

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TokenStream) and same_ints(self.ids, other.ids)

    def __hash__(self) -> int:
        return hash_ints(self.ids)

    def __repr__(self) -> str:
        first = ", ".join(map(str, self.ids[:8].tolist()))
        return f"TokenStream([{first}{', …' if len(self) > 8 else ''}], {len(self)} tokens)"

    def __reduce__(self) -> tuple[type["TokenStream"], tuple[IntArray]]:
        """Copy and unpickle through the constructor, so that a copy is as valid and read-only."""
        return (TokenStream, (self.ids,))
