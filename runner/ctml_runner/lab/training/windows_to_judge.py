"""Windows to judge by: some of a text, evenly spread, and all of them of one length."""

from collections.abc import Iterator

import numpy as np

from ctml.data import BatchSize, WindowBatch, WindowLength, Windows
from ctml.domain import TokenStream

ENOUGH = 16_384
"""How many tokens are judged by at a note: more would tell little more, and take longer."""


def judging_windows(
    stream: TokenStream, length: WindowLength, size: BatchSize, tokens: int | None
) -> Iterator[WindowBatch]:
    """Yield windows of a text, batch by batch, none of which overlaps another.

    Args:
        stream: the text.
        length: how many tokens a window has.
        size: how many windows are judged at once.
        tokens: about how many tokens to judge by at most; None for all of them.
    """
    windows = Windows(stream, length, stride=length.length)
    most = len(windows) if tokens is None else max(1, tokens // length.length)
    places = np.unique(np.linspace(0, len(windows) - 1, min(most, len(windows))).astype(np.int64))
    for start in range(0, places.size, size.size):
        yield windows.take(places[start : start + size.size])
