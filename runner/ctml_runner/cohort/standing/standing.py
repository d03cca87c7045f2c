"""Where each learner stands with each exercise, from journals and marks; pure, told the time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ctml_runner.cohort.marks import Mark
from ctml_runner.cohort.plan import Plan
from ctml_runner.cohort.standing.effort import NOTHING_TRIED, Effort, efforts
from ctml_runner.journal import Record
from ctml_runner.judging.verdict import Outcome

RECENT = timedelta(days=7)
"""Who has not been seen for longer has stopped, which is another thing than being stuck."""


class State(StrEnum):
    """Where a learner stands with an exercise."""

    PASSED = "passed"
    """It was graded and passed; or it passed at home, and is not graded yet."""
    FAILED = "failed"
    """It was graded, and did not pass."""
    STUCK = "stuck"
    """It did not pass, after many attempts or much time."""
    WORKING = "working"
    """It was tried at home, and nothing was graded."""
    UNTOUCHED = "untouched"
    """Nothing is known of it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one learner stands with one exercise.

    Attributes:
        learner: the learner's id.
        exercise: the slug.
        state: in one word.
        effort: what the learner's journal tells.
        mark: the mark, where marks are known.
    """

    learner: str
    exercise: str
    state: State
    effort: Effort = NOTHING_TRIED
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Patience:
    """When somebody who has not passed counts as stuck.

    Attributes:
        attempts: so many saves are many.
        work: so much time at work is long.
        since: the last attempt must not be older.
    """

    attempts: int
    work: timedelta
    since: datetime


def patience(plan: Plan, now: datetime, recent: timedelta = RECENT) -> Patience:
    """Return the plan's patience at a moment; who was last seen longer ago is left alone."""
    return Patience(plan.stuck_attempts, timedelta(hours=plan.stuck_hours), now - recent)


def standings(
    plan: Plan,
    learner: str,
    records: Iterable[Record],
    until: Patience,
    marks: Iterable[Mark] = (),
) -> tuple[Standing, ...]:
    """Return where a learner stands with each exercise of the plan.

    Args:
        plan: its exercises.
        learner: the learner's id.
        records: the learner's journal.
        until: when somebody counts as stuck.
        marks: the learner's marks, where there are any.
    """
    tried = efforts(records)
    marked = {mark.exercise: mark for mark in marks}
    return tuple(
        _standing(learner, slug, tried.get(slug, NOTHING_TRIED), marked.get(slug), until)
        for slug in plan.slugs
    )


def _standing(
    learner: str, slug: str, effort: Effort, mark: Mark | None, until: Patience
) -> Standing:
    return Standing(learner, slug, _state(effort, mark, until), effort, mark)


def _state(effort: Effort, mark: Mark | None, until: Patience) -> State:
    graded = Outcome.NOT_RUN if mark is None else mark.outcome
    if graded is Outcome.PASSED or (graded is Outcome.NOT_RUN and effort.passed):
        return State.PASSED
    if is_stuck(effort, until):
        return State.STUCK
    if graded is not Outcome.NOT_RUN:
        return State.FAILED
    return State.WORKING if effort.attempts else State.UNTOUCHED


def is_stuck(effort: Effort, until: Patience) -> bool:
    """Return whether many attempts or much time brought no pass, and the last try is recent."""
    if effort.passed or effort.last is None or effort.last < until.since:
        return False
    return effort.attempts >= until.attempts or effort.work >= until.work
