"""Vocabulary: what each token stands for, while one merge after another is added."""

from ctml.domain import TokenId
from ctml.domain.kind import require_kind
from ctml.errors import InvalidValueError
from ctml.tokenization.pair import Pair

BYTES = 256
"""How many tokens there are before the first merge: one for each byte."""

MOST_BYTES = 64 * 2**20
"""What all tokens may stand for together; each merge can double a token, and 2^64 is soon there."""


class Vocabulary:
    """The bytes that each token stands for. It grows by merges and never loses one."""

    def __init__(self) -> None:
        self._merges: dict[Pair, TokenId] = {}
        self._tokens = [bytes([byte]) for byte in range(BYTES)]
        self._size = BYTES

    @property
    def merges(self) -> tuple[Pair, ...]:
        """The pairs that were merged, first to last."""
        return tuple(self._merges)

    @property
    def tokens(self) -> tuple[bytes, ...]:
        """What each token stands for, by its position."""
        return tuple(self._tokens)

    def add(self, pair: Pair) -> bytes:
        """Take in one merge more, and return what its new token stands for.

        Args:
            pair: two tokens that the vocabulary has.

        Raises:
            InvalidTypeError: it is no pair.
            InvalidValueError: a token is unknown, the pair was merged before, or all tokens
                together would stand for more than 64 MiB.
        """
        left, right = self._known(pair)
        self._size += len(left) + len(right)
        if self._size > MOST_BYTES:
            needed = f"tokens that stand for at most {MOST_BYTES} bytes together"
            raise InvalidValueError("Tokenizer", f"the pair {pair}", needed)
        self._merges[pair] = TokenId(len(self._tokens))
        self._tokens.append(left + right)
        return self._tokens[-1]

    def _known(self, pair: Pair) -> tuple[bytes, bytes]:
        require_kind("Tokenizer", pair, Pair, "Pairs only")
        if pair in self._merges:
            raise InvalidValueError("Tokenizer", f"the pair {pair} again", "each pair once")
        if max(pair.indices) >= len(self._tokens):
            needed = f"pairs of tokens that are there by then, with ids below {len(self._tokens)}"
            raise InvalidValueError("Tokenizer", f"the pair {pair}", needed)
        left, right = pair.indices
        return self._tokens[left], self._tokens[right]
