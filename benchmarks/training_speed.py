"""A step of training a small transformer, beside PyTorch's."""

from collections.abc import Iterator

from benchmarks import paired
from benchmarks.figure import Bound, Figure

STEPS = 10
"""So many steps in a row, of which the median counts."""


def figures(pairs: int) -> Iterator[Figure]:
    """Train 4 layers, 4 heads, width 128, vocabulary 256, on batches of 16 x 64, by AdamW."""
    yield from _compared("two processes, two threads", 2, pairs, 1.15)
    yield from _compared("one thread each", 1, pairs, 1.05)


def _compared(name: str, cores: int, count: int, least: float) -> Iterator[Figure]:
    with paired.core("train", cores) as ours, paired.torch("train", cores) as theirs:
        taken = tuple(paired.pairs(ours, theirs, count, STEPS))
    faster = tuple(pair.faster for pair in taken)
    yield Figure(f"training step, {name}", "ms", tuple(1000 * pair.ours for pair in taken))
    yield Figure(f"PyTorch's, {name}", "ms", tuple(1000 * pair.theirs for pair in taken))
    yield Figure(f"times faster: {name}", "", faster, Bound(least, at_least=True))
