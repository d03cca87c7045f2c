"""Comparing every file of an exercise with every other, and looking at all the likenesses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEAST = 6
"""Fingerprints that a file must have of its own to be compared; fewer say nothing."""

LOWEST, HIGHEST = 0.5, 0.95
"""The fence stands between them, unless a quarter of all pairs is more alike than that."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two learners whose files are more alike than nearly all others: a question, no answer."""

    one: str
    other: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike the files of one exercise are.

    Attributes:
        exercise: the slug.
        compared: how many files had enough of their own.
        short: how many had not.
        histogram: how many pairs are alike by 0 to 0.1, 0.1 to 0.2 and so on.
        quartiles: the likeness that a quarter, a half, three quarters of the pairs stay below.
        fence: above it a pair is far outside: the third quartile and three times the distance
            between the quartiles (Tukey, 1977), within ``LOWEST`` and ``HIGHEST``.
        outside: the pairs above, the most alike first.
    """

    exercise: str
    compared: int
    short: int
    histogram: tuple[int, ...] = (0,) * 10
    quartiles: tuple[float, float, float] = (0.0, 0.0, 0.0)
    fence: float = LOWEST
    outside: tuple[Pair, ...] = ()


def likeness(exercise: str, prints: Mapping[str, frozenset[int]]) -> Likeness:
    """Return how alike the files of an exercise are, from each learner's fingerprints.

    The likeness of two files is the fingerprints they share over all their fingerprints: 1 for
    equal sets (Jaccard).
    """
    names = sorted(name for name, of_one in prints.items() if len(of_one) >= LEAST)
    short = len(prints) - len(names)
    if len(names) < 2:
        return Likeness(exercise, len(names), short)
    pairs = _all_pairs([prints[name] for name in names])
    first, second = np.triu_indices(len(names), k=1)
    values = pairs[first, second]
    low, middle, high = (float(q) for q in np.quantile(values, (0.25, 0.5, 0.75)))
    fence = max(LOWEST, high, min(HIGHEST, high + 3 * (high - low)))
    found = np.flatnonzero(values > fence)
    outside = sorted(
        (Pair(names[first[at]], names[second[at]], float(values[at])) for at in found),
        key=lambda pair: (-pair.likeness, pair.one, pair.other),
    )
    counts, _ = np.histogram(values, bins=10, range=(0.0, 1.0))
    return Likeness(
        exercise,
        len(names),
        short,
        tuple(int(count) for count in counts),
        (low, middle, high),
        fence,
        tuple(outside),
    )


def _all_pairs(prints: Sequence[frozenset[int]]) -> NDArray[np.float32]:
    """Return the likeness of every file with every other: (files, files)."""
    place = {one: at for at, one in enumerate(sorted(frozenset().union(*prints)))}
    has = np.zeros((len(prints), len(place)), dtype=np.float32)
    for row, of_one in enumerate(prints):
        has[row, [place[one] for one in of_one]] = 1.0
    shared = has @ has.T
    sizes = has.sum(axis=1)
    alike: NDArray[np.float32] = shared / (sizes[:, None] + sizes[None, :] - shared)
    return alike
