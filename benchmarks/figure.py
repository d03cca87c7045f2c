"""A figure: what was measured, and the bound that it has to keep."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Bound:
    """What a figure has to stay under, or with `at_least` reach; None where nothing is demanded.

    Attributes:
        median: for the median.
        p95: for the 95th percentile.
        at_least: whether the median has to reach its bound instead.
    """

    median: float | None = None
    p95: float | None = None
    at_least: bool = False


TOLD = Bound()
"""No bound: the figure is told."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured quantity.

    Attributes:
        name: what it is.
        unit: the unit of the values.
        values: the samples.
        bound: what it has to keep.
    """

    name: str
    unit: str
    values: tuple[float, ...]
    bound: Bound = TOLD

    @property
    def median(self) -> float:
        """The middle sample; NaN without any."""
        return median(self.values) if self.values else math.nan

    @property
    def p95(self) -> float:
        """The 95th percentile: at most a twentieth of the samples lies above."""
        ordered = sorted(self.values)
        return ordered[math.ceil(0.95 * len(ordered)) - 1] if ordered else math.nan

    @property
    def kept(self) -> bool:
        """Whether every bound is kept; a figure without samples keeps none."""
        bound = self.bound
        if bound.at_least:
            return bound.median is None or self.median >= bound.median
        return (bound.median is None or self.median < bound.median) and (
            bound.p95 is None or self.p95 < bound.p95
        )


HEADER = f"{'':62} {'n':>5} {'median':>9} {'p95':>9} {'bound':>15}"


def row(figure: Figure) -> str:
    """Return a figure as one line of the table."""
    demanded = figure.bound
    sign = ">=" if demanded.at_least else "<"
    bounds = [f"{bound:g}" for bound in (demanded.median, demanded.p95) if bound is not None]
    bound = f"{sign} {', '.join(bounds)}" if bounds else ""
    name = f"{figure.name} ({figure.unit})"
    mark = "" if figure.kept else "   MISSED"
    return (
        f"{name:62} {len(figure.values):5} {figure.median:9.1f} {figure.p95:9.1f} {bound:>15}{mark}"
    )


def table(figures: Sequence[Figure]) -> str:
    """Return all figures as a table, bounds as `median, p95`."""
    return "\n".join((HEADER, *map(row, figures)))
