"""Text, token by token, with a cache of keys and values; beside PyTorch with one."""

from collections.abc import Iterator
from itertools import starmap

from benchmarks import paired
from benchmarks.figure import Bound, Figure

CONTEXT = 256
MICROSECONDS = 1e6 / CONTEXT
"""From the seconds of a whole window to microseconds a token."""


def figures(pairs: int) -> Iterator[Figure]:
    """Fill a window of 256 tokens greedily; PyTorch with one thread or two, whichever is faster."""
    with (
        paired.core("generate", 1) as ours,
        paired.torch("generate", 1) as alone,
        paired.torch("generate", 2) as both,
    ):
        one, two = (paired.pairs(ours, theirs, pairs, 1) for theirs in (alone, both))
        best = tuple(starmap(_slower, zip(one, two, strict=True)))
    faster = tuple(pair.faster for pair in best)
    yield Figure("a token with the cache", "µs", tuple(MICROSECONDS * pair.ours for pair in best))
    yield Figure("PyTorch's with a cache", "µs", tuple(MICROSECONDS * pair.theirs for pair in best))
    yield Figure("times faster: a token", "", faster, Bound(1.5, at_least=True))


def _slower(one: paired.Pair, other: paired.Pair) -> paired.Pair:
    return min(one, other, key=lambda pair: pair.faster)
