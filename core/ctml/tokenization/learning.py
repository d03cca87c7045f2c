"""LearnMerges: a text teaches which bytes belong together."""

from dataclasses import dataclass

import numpy as np

from ctml.category import Morphism
from ctml.domain import IntArray, StepCount, TokenId
from ctml.tokenization.coding import require_bytes
from ctml.tokenization.pair import Pair
from ctml.tokenization.seen_pairs import SeenPairs
from ctml.tokenization.tokenizer import Tokenizer
from ctml.tokenization.vocabulary import BYTES
from ctml.tokenization.working_row import (
    WorkingRow,
    decoded,
    of_bytes,
    pair_codes,
    pair_places,
    replaced,
)


@dataclass(frozen=True, slots=True, repr=False)
class LearnMerges(Morphism[bytes, Tokenizer]):
    """Byte-pair encoding (arXiv 1508.07909): merge the most frequent pair, again and again.

        pair_n = the most frequent two neighbours, of several the smallest
        text_n = text_(n-1) with token 256 + n wherever pair_n stood

    The paper merges letters inside words. Here the text is one row of bytes, spaces are bytes
    like others, and a token may reach from one word into the next.

    Attributes:
        merges: how many tokens to learn; fewer, if the text is one token before that.
    """

    merges: StepCount

    def __call__(self, text: bytes, /) -> Tokenizer:
        """Return the tokenizer that was learned.

        Args:
            text: what to learn from; a megabyte takes a second or so.

        Raises:
            InvalidTypeError: it is no bytes, such as a ``str``.
            InvalidValueError: the tokens stand for more than 64 MiB together, as they can when
                there are many thousands of merges of a text that hardly repeats itself.
        """
        require_bytes("LearnMerges", text)
        row, seen, learned = of_bytes(text), SeenPairs(), list[Pair]()
        seen.change(gone=_NOTHING, come=pair_codes(row, np.arange(row.size - 1)))
        while len(learned) < self.merges.count and (code := seen.most_frequent()) is not None:
            pair = Pair(*map(TokenId, decoded(code)))
            row = _merged(row, pair, BYTES + len(learned), seen)
            learned.append(pair)
        return Tokenizer(learned)


_NOTHING: IntArray = np.array([], dtype=np.int64)


def _merged(row: WorkingRow, pair: Pair, new: int, seen: SeenPairs) -> WorkingRow:
    """Merge the pair, and tell ``seen`` which pairs went and which came.

    At each place three pairs go: the one before, the pair itself, and the one after. Two come.
    A pair between two merges is before the one and after the other; it is counted once.
    """
    places = pair_places(row, *pair.indices)
    gone = _codes_at(row, _apart(places, 2) - 1, places, places + 1)
    after = replaced(row, places, new)
    moved = places - np.arange(places.size)  # each merge before it took one token away
    seen.change(gone=gone, come=_codes_at(after, _apart(moved, 1) - 1, moved))
    return after


def _apart(places: IntArray, distance: int) -> IntArray:
    """Return the places that are more than this distance behind the place before them."""
    return places[np.diff(places, prepend=-1 - distance) > distance]


def _codes_at(row: WorkingRow, *places: IntArray) -> IntArray:
    """Return the pairs that begin at these places, where there is one."""
    each = np.concatenate(places)
    return pair_codes(row, each[(each >= 0) & (each < row.size - 1)])
