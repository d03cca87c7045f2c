"""The whole class at a glance: counts, each exercise's stumbling blocks, and who is stuck."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ctml_runner.cohort.plan import Item, Plan
from ctml_runner.cohort.results import Graded
from ctml_runner.cohort.roster import Learner
from ctml_runner.cohort.standing.standing import Standing, State

Tally = tuple[tuple[str, int], ...]
"""Words, each with the number of learners who met it, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Row:
    """One learner: where they stand with each exercise, in the plan's order."""

    learner: Learner
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One exercise over the whole class.

    Attributes:
        item: the exercise as the plan has it.
        states: how many learners stand where.
        codes: the type checker's error codes that were met.
        tests: the tests that failed.
        misconceptions: the misconceptions that were recognised.
    """

    item: Item
    states: Mapping[State, int]
    codes: Tally
    tests: Tally
    misconceptions: Tally


@dataclass(frozen=True, slots=True)
class ClassPicture:
    """The whole class.

    Attributes:
        rows: a row for each learner, in the roster's order.
        columns: a column for each exercise, in the plan's order.
        stuck: who is stuck and where, the longest tried first.
    """

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    stuck: tuple[Standing, ...]


def picture(
    plan: Plan, rows: Sequence[Row], results: Mapping[tuple[str, str], Graded]
) -> ClassPicture:
    """Return the class as a whole.

    Args:
        plan: its exercises.
        rows: where everybody stands.
        results: by the learner's id and the slug, the newest result.
    """
    columns = tuple(
        _column(item, [row.standings[at] for row in rows], results)
        for at, item in enumerate(plan.items)
    )
    stuck = [one for row in rows for one in row.standings if one.state is State.STUCK]
    stuck.sort(key=lambda one: (-one.effort.attempts, -one.effort.work, one.learner))
    return ClassPicture(tuple(rows), columns, tuple(stuck))


def _column(
    item: Item, there: Sequence[Standing], results: Mapping[tuple[str, str], Graded]
) -> Column:
    graded = {one.learner: results.get((one.learner, item.slug)) for one in there}

    def tally(
        tried: Callable[[Standing], Iterable[str]], judged: Callable[[Graded], Iterable[str]]
    ) -> Tally:
        found: Counter[str] = Counter()
        for one in there:
            result = graded[one.learner]
            found.update({*tried(one), *(judged(result) if result else ())})
        return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    return Column(
        item,
        Counter(one.state for one in there),
        codes=tally(lambda one: one.effort.codes, lambda result: result.codes),
        tests=tally(lambda one: one.effort.tests, failed_tests),
        misconceptions=tally(
            lambda one: one.effort.misconceptions,
            lambda result: [result.misconception] if result.misconception else [],
        ),
    )


def failed_tests(result: Graded) -> tuple[str, ...]:
    """Return the names of the tests that did not pass."""
    return tuple(test.name for test in result.tests if not test.passed)
