"""Filling the page: a class as it was gathered becomes what the template writes down."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from statistics import median

from ctml_runner.cohort.marks import Mark, late_files, total
from ctml_runner.cohort.report.content import (
    SIGNS,
    Cell,
    Content,
    Fact,
    ItemRow,
    Person,
    Waiting,
)
from ctml_runner.cohort.report.drawing import draw, when
from ctml_runner.cohort.report.items import Analysis, analyses
from ctml_runner.cohort.report.timeline import Timeline
from ctml_runner.cohort.standing.gathering import Gathered
from ctml_runner.cohort.standing.picture import ClassPicture, Row, Tally, failed_tests
from ctml_runner.cohort.standing.sentences import finished, who
from ctml_runner.cohort.standing.shown import shown
from ctml_runner.cohort.standing.standing import Standing, State
from ctml_runner.cohort.words import told_span

SHADES = (1, 3, 6)
"""Up to so many attempts a pass has the first shade, the second, the third; more, the fourth."""


def content(gathered: Gathered, seen: ClassPicture, when_: Timeline, now: datetime) -> Content:
    """Return what stands on the page.

    Args:
        gathered: what is known of the class.
        seen: where everybody stands.
        when_: when the class worked.
        now: the time.
    """
    plan, by_slug = gathered.plan, gathered.curriculum.by_slug
    order = sorted(
        seen.rows, key=lambda row: (-_earned(gathered, row), row.learner.name.casefold())
    )
    numbers = {row.learner.id: number for number, row in enumerate(order, 1)}
    possible = len(seen.rows) * len(plan.items)
    level = gathered.marks.level
    graders = {result.grader for result in gathered.results.newest.values()}
    return Content(
        title=plan.name,
        made=when(now.astimezone()),
        due="" if plan.due is None else when(plan.due),
        facts=tuple(_facts(gathered, seen)),
        exercises=tuple(by_slug[slug] for slug in plan.slugs),
        people=tuple(_person(gathered, row, numbers[row.learner.id]) for row in order),
        items=tuple(_item(gathered, one) for one in analyses(seen, gathered.marks.by)),
        stuck=tuple(_waiting(gathered, one, numbers, now) for one in seen.stuck),
        timeline=when_,
        width=told_span(when_.width),
        drawing=draw(when_, possible, plan.due) if when_.bins else None,
        notes=gathered.notes,
        level="none, because nothing is graded yet" if level is None else str(level),
        least_level=plan.least_level,
        graders=tuple(sorted(graders)),
        course=plan.course,
    )


def _earned(gathered: Gathered, row: Row) -> float:
    return total(gathered.marks.by[row.learner.id])


def _facts(gathered: Gathered, seen: ClassPicture) -> Iterator[Fact]:
    count = len(seen.rows)
    stuck = len({one.learner for one in seen.stuck})
    middle = median(_earned(gathered, row) for row in seen.rows) if seen.rows else 0
    yield Fact(str(count), "learners")
    yield Fact(f"{len(gathered.received)}", "handed in")
    yield Fact(f"{finished(gathered, seen)}", "passed all that must be done")
    yield Fact(f"{middle:g}", f"points in the median, of {gathered.plan.maximum}")
    yield Fact(str(stuck), "stuck now")
    if late := sum(any(mark.late for mark in given) for given in gathered.marks.by.values()):
        yield Fact(str(late), "handed in late")


def _person(gathered: Gathered, row: Row, number: int) -> Person:
    earned, most = _earned(gathered, row), gathered.plan.maximum
    marks = gathered.marks.by[row.learner.id]
    return Person(
        number,
        who(row.learner),
        shown(row.learner.id),
        f"{earned:g}",
        round(100 * earned / most) if most else 0,
        late_files(marks),
        tuple(_cell(gathered, one, mark) for one, mark in zip(row.standings, marks, strict=True)),
    )


def _cell(gathered: Gathered, one: Standing, mark: Mark) -> Cell:
    result = gathered.results.of(one.learner, one.exercise) if mark.level is not None else None
    return Cell(
        exercise=gathered.curriculum.by_slug[one.exercise],
        state=one.state,
        sign=SIGNS[one.state],
        shade=1 + sum(one.effort.attempts > limit for limit in SHADES),
        attempts=one.effort.attempts,
        outcome=mark.outcome.replace("_", " "),
        points=f"{mark.points:g}/{mark.maximum}",
        why=mark.why,
        codes=_words(result.codes if result else one.effort.codes[-3:]),
        tests=_words(failed_tests(result) if result else one.effort.tests[-3:]),
        misconception=shown(_misconception(result.misconception if result else "", one)),
    )


def _words(names: Sequence[str]) -> str:
    """Return names that may come from a learner's own journal, none of them longer than a line."""
    return ", ".join(shown(name) for name in names)


def _misconception(found: str, one: Standing) -> str:
    last: Sequence[str] = one.effort.misconceptions[-1:]
    return found or ("" if one.state is State.PASSED else next(iter(last), ""))


def _item(gathered: Gathered, one: Analysis) -> ItemRow:
    column = one.column
    return ItemRow(
        exercise=gathered.curriculum.by_slug[column.item.slug],
        must=column.item.must,
        percent=round(100 * one.passed),
        discrimination="-" if one.discrimination is None else f"{one.discrimination:.2f}",
        weak=one.discrimination is not None and one.discrimination < 0.2,
        attempts="-" if one.attempts is None else f"{one.attempts:g}",
        stuck=column.states.get(State.STUCK, 0),
        misconceptions=_first(column.misconceptions),
        codes=_first(column.codes),
        tests=_first(column.tests),
    )


def _first(tally: Tally) -> Tally:
    return tuple((shown(name), count) for name, count in tally[:3])


def _waiting(gathered: Gathered, one: Standing, numbers: dict[str, int], now: datetime) -> Waiting:
    effort, learner = one.effort, gathered.roster.by_id[one.learner]
    met = [*effort.misconceptions[-1:], *effort.codes[-1:], *effort.tests[-1:]]
    return Waiting(
        numbers[one.learner],
        who(learner),
        gathered.curriculum.by_slug[one.exercise],
        effort.attempts,
        told_span(effort.work),
        "" if effort.last is None else f"{told_span(now - effort.last)} ago",
        "; ".join(shown(name) for name in met),
    )
