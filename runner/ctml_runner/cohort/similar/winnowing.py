"""Winnowing: a few fingerprints that stand for a file (Schleimer, Wilkerson and Aiken, 2003)."""

from collections.abc import Iterable, Sequence
from zlib import crc32

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

K = 7
"""Tokens in a gram; what two files share in fewer tokens is noise."""

WINDOW = 4
"""Grams in a window; of each window one is chosen, so K + WINDOW - 1 equal tokens are noticed."""


def grams(tokens: Sequence[str]) -> list[int]:
    """Return a hash of each run of ``K`` tokens: crc32, the same on every machine."""
    return [
        crc32("\n".join(tokens[at : at + K]).encode("utf-8", "replace"))
        for at in range(len(tokens) - K + 1)
    ]


def winnow(hashes: Sequence[int]) -> frozenset[int]:
    """Return the smallest hash of each window of ``WINDOW`` hashes; fewer hashes are one window."""
    if not hashes:
        return frozenset()
    row = np.asarray(hashes, dtype=np.uint32)
    windows = sliding_window_view(row, min(WINDOW, len(row)))
    return frozenset(np.unique(windows.min(axis=1)).tolist())


def fingerprints(tokens: Sequence[str], common: Iterable[int]) -> frozenset[int]:
    """Return the fingerprints of a file without what is common to all.

    Args:
        tokens: the file's.
        common: grams that everybody was given: the start's, the shipped solution's.
    """
    return winnow(grams(tokens)) - frozenset(common)
