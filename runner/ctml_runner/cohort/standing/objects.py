"""The class as objects for programs; ``event`` says which is which."""

from collections.abc import Iterator

from ctml_runner.cohort.marks import total
from ctml_runner.cohort.standing.gathering import Gathered
from ctml_runner.cohort.standing.picture import ClassPicture, Column, Row, Tally
from ctml_runner.cohort.standing.standing import Standing, State

Object = dict[str, object]


def objects(gathered: Gathered, seen: ClassPicture) -> Iterator[Object]:
    """Yield the class, each exercise, each learner and each one who is stuck."""
    yield {
        "event": "cohort",
        "name": gathered.plan.name,
        "learners": len(seen.rows),
        "handed_in": len(gathered.received),
        "maximum": gathered.plan.maximum,
        "level": gathered.marks.level,
        "notes": gathered.notes,
    }
    yield from (_column(column) for column in seen.columns)
    yield from (_row(gathered, row) for row in seen.rows)
    yield from ({"event": "stuck", **stuck_object(one)} for one in seen.stuck)


def _column(column: Column) -> Object:
    return {
        "event": "exercise",
        "exercise": column.item.slug,
        "must": column.item.must,
        "points": column.item.points,
        **{state.value: column.states.get(state, 0) for state in State},
        "codes": _tally(column.codes),
        "tests": _tally(column.tests),
        "misconceptions": _tally(column.misconceptions),
    }


def _tally(tally: Tally) -> list[Object]:
    return [{"name": name, "learners": count} for name, count in tally]


def _row(gathered: Gathered, row: Row) -> Object:
    given = gathered.marks.by[row.learner.id]
    return {
        "event": "learner",
        "learner": row.learner.id,
        "name": row.learner.name,
        "section": row.learner.section,
        "points": total(given),
        "exercises": {one.exercise: one.state.value for one in row.standings},
        "marks": {
            mark.exercise: {
                "points": mark.points,
                "outcome": mark.outcome.value,
                "level": mark.level,
                "late_seconds": int(mark.late.total_seconds()),
                "late_share": mark.share,
                "by_hand": mark.by_hand,
                "why": mark.why,
            }
            for mark in given
        },
    }


def stuck_object(one: Standing) -> Object:
    """Return who is stuck, where and on what."""
    effort = one.effort
    return {
        "learner": one.learner,
        "exercise": one.exercise,
        "attempts": effort.attempts,
        "work_seconds": int(effort.work.total_seconds()),
        "last": effort.last,
        "code": effort.codes[-1] if effort.codes else None,
        "test": effort.tests[-1] if effort.tests else None,
        "misconception": effort.misconceptions[-1] if effort.misconceptions else None,
    }
