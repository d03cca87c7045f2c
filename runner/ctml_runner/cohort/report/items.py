"""Item analysis: what an exercise tells of a class, and what a class tells of an exercise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation, median

from ctml_runner.cohort.marks import Mark
from ctml_runner.cohort.standing.picture import ClassPicture, Column
from ctml_runner.cohort.standing.standing import State


@dataclass(frozen=True, slots=True)
class Analysis:
    """One exercise as the whole class met it.

    Attributes:
        column: how many stand where, and what was met.
        passed: the share of the class that passed, from 0 to 1; a small share is a hard exercise.
        discrimination: how passing it goes with the points of all the others, from -1 to 1 (point
            biserial correlation); none where it can't be told, because all or none passed.
        attempts: the median of the attempts of those who passed, as their journals tell; none if
            nobody did.
    """

    column: Column
    passed: float
    discrimination: float | None
    attempts: float | None


def analyses(seen: ClassPicture, marks: Mapping[str, Sequence[Mark]]) -> tuple[Analysis, ...]:
    """Return the analysis of each exercise, in the plan's order."""
    return tuple(_analysis(seen, column, at, marks) for at, column in enumerate(seen.columns))


def _analysis(
    seen: ClassPicture, column: Column, at: int, marks: Mapping[str, Sequence[Mark]]
) -> Analysis:
    there = [row.standings[at] for row in seen.rows]
    passed = [float(one.state is State.PASSED) for one in there]
    rest = [
        sum(mark.points for mark in marks[row.learner.id] if mark.exercise != column.item.slug)
        for row in seen.rows
    ]
    tries = [one.effort.attempts for one in there if one.effort.passed]
    return Analysis(
        column,
        sum(passed) / len(passed) if passed else 0.0,
        _correlation(passed, rest),
        median(tries) if tries else None,
    )


def _correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    try:
        return correlation(one, other)
    except StatisticsError:  # too few, or all alike
        return None
