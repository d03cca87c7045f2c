"""Counting pairs and merging one: what byte-pair encoding does over and over."""

from collections.abc import Mapping

import numpy as np

from ctml.domain import TokenId, TokenStream
from ctml.errors import InvalidValueError
from ctml.tokenization.pair import Pair
from ctml.tokenization.working_row import (
    decoded,
    of_stream,
    pair_codes,
    pair_places,
    replaced,
    require_storable,
)


def pair_counts(stream: TokenStream) -> dict[Pair, int]:
    """Return how often each two tokens stand side by side; in "aaa", "aa" does so twice.

    It says the same as ``Counter(pairwise(stream))``, faster.

    Args:
        stream: N tokens, which stand side by side N - 1 times.

    Raises:
        InvalidValueError: a token id is beyond any vocabulary that can be stored.
    """
    row = of_stream(stream)
    codes, counts = np.unique(pair_codes(row, np.arange(row.size - 1)), return_counts=True)
    pairs = (Pair(*map(TokenId, decoded(code))) for code in codes.tolist())
    return dict(zip(pairs, counts.tolist(), strict=True))


def most_frequent(counts: Mapping[Pair, int]) -> Pair:
    """Return the pair that was seen most often; of several, the smallest.

    Pairs are compared by their left token first, then by their right one. Without a rule for
    ties, two machines would learn two vocabularies from one text.

    Args:
        counts: how often each pair was seen.

    Raises:
        InvalidValueError: no pair was seen.
    """
    if not counts:
        raise InvalidValueError("most_frequent", "no pair", "at least one pair")
    return min(counts, key=lambda pair: (-counts[pair], pair.indices))


def merge(stream: TokenStream, pair: Pair, new: TokenId) -> TokenStream:
    """Return the tokens with ``new`` wherever the pair stood, taken from left to right.

    Where pairs overlap the left one wins: of "aa", "aaa" becomes X a, and "aaaa" becomes X X.

    Args:
        stream: the tokens before.
        pair: which two.
        new: what stands for both from now on.

    Raises:
        InvalidValueError: a token id is beyond any vocabulary that can be stored.
    """
    require_storable(new.index)
    row = of_stream(stream)
    return TokenStream(replaced(row, pair_places(row, *pair.indices), new.index))
