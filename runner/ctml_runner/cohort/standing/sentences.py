"""The class in plain lines, of which a screen reader or a file loses nothing."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from ctml_runner.cohort.marks import late_files, total
from ctml_runner.cohort.roster import Learner
from ctml_runner.cohort.standing.gathering import Gathered
from ctml_runner.cohort.standing.picture import ClassPicture, Column, Row, Tally
from ctml_runner.cohort.standing.shown import shown
from ctml_runner.cohort.standing.standing import Standing, State
from ctml_runner.cohort.words import counted, told_span

MOST = 3
"""So many of the most frequent are named."""


def summary(gathered: Gathered, seen: ClassPicture) -> str:
    """Return the class in one line."""
    level = gathered.marks.level
    graded = "nothing is graded yet" if level is None else f"graded at level {level}"
    stuck = len({one.learner for one in seen.stuck})
    return (
        f"{shown(gathered.plan.name)}: {counted(len(seen.rows), 'learner')}, "
        f"{counted(len(seen.columns), 'exercise')}; {len(gathered.received)} handed in, "
        f"{finished(gathered, seen)} passed all that must be done, {stuck} stuck; {graded}"
    )


def finished(gathered: Gathered, seen: ClassPicture) -> int:
    """Return how many learners have passed every exercise that is a must."""
    must = {item.slug for item in gathered.plan.items if item.must}
    return sum(
        all(one.state is State.PASSED for one in row.standings if one.exercise in must)
        for row in seen.rows
    )


def stumbling_blocks(column: Column, most: int = MOST) -> str:
    """Return what was met most in an exercise; how many learners met it stands behind each."""
    kinds = (column.misconceptions, column.codes, column.tests)
    return "; ".join(told for tally in kinds if (told := most_frequent(tally, most)))


def most_frequent(tally: Tally, most: int = MOST) -> str:
    """Return the most frequent of a tally: ``arg-type (4), operator (2)``."""
    return ", ".join(f"{shown(name)} ({count})" for name, count in tally[:most])


def on_watch(one: Standing, learners: Mapping[str, Learner], now: datetime) -> str:
    """Return who is stuck, where, since when, and on what, in one line."""
    effort = one.effort
    met = [*effort.misconceptions[-1:], *effort.codes[-1:], *effort.tests[-1:]]
    seen = "" if effort.last is None else f", last seen {told_span(now - effort.last)} ago"
    return (
        f"{who(learners[one.learner])}: {one.exercise}, {counted(effort.attempts, 'attempt')}, "
        f"{told_span(effort.work)} of work{seen}"
        + (f"; {', '.join(shown(name) for name in met)}" if met else "")
    )


def who(learner: Learner) -> str:
    """Return how a learner is called: by name, else by id."""
    return shown(learner.name or learner.id)


def lines(gathered: Gathered, seen: ClassPicture, now: datetime) -> Iterator[str]:
    """Yield the whole class: summary, exercises, learners, who is stuck, notes."""
    yield summary(gathered, seen)
    for column in seen.columns:
        states = ", ".join(f"{column.states.get(state, 0)} {state}" for state in State)
        blocks = stumbling_blocks(column)
        yield f"exercise {column.item.slug}: {states}" + (f"; {blocks}" if blocks else "")
    for row in seen.rows:
        yield f"learner {who(row.learner)}: {_row(gathered, row)}"
    for one in seen.stuck:
        yield f"stuck {on_watch(one, gathered.roster.by_id, now)}"
    yield from (f"note {shown(note, 200)}" for note in gathered.notes)


def points(gathered: Gathered, row: Row) -> str:
    """Return a learner's points of the plan's: ``12/30``."""
    return f"{total(gathered.marks.by[row.learner.id]):g}/{gathered.plan.maximum}"


def _row(gathered: Gathered, row: Row) -> str:
    each = ", ".join(f"{one.exercise} {one.state}" for one in row.standings)
    given = by_hand(gathered, row)
    late = late_files(gathered.marks.by[row.learner.id])
    more = {"by hand": given, "late": late}
    told = "".join(f"; {name}: {value}" for name, value in more.items() if value)
    return f"{points(gathered, row)} points; {each}{told}"


def by_hand(gathered: Gathered, row: Row) -> str:
    """Return what a learner was given by hand: ``keep_values 1, predict 0.5``; or nothing."""
    marks = [mark for mark in gathered.marks.by[row.learner.id] if mark.by_hand]
    return ", ".join(f"{mark.exercise} {mark.points:g}" for mark in marks)
