"""Marks: what each learner has earned for each exercise, and why; pure, asked at any time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from types import MappingProxyType

from ctml_runner.cohort.gradebook import HandMark, Key
from ctml_runner.cohort.lateness import ON_TIME, lateness, told_late, told_share
from ctml_runner.cohort.plan import Item, Nothing, Plan
from ctml_runner.cohort.plan.late import share, told_rule
from ctml_runner.cohort.received import Received
from ctml_runner.cohort.results import Graded
from ctml_runner.cohort.roster import Learner, Roster
from ctml_runner.cohort.words import counted
from ctml_runner.judging.verdict import Outcome

NOTHING = "nothing was submitted"
WAITING = "submitted, and not graded yet"
_NAMED = 3
"""So many learners are named where all are counted."""
LONGEST_REASON = 200
_UNSHOWN = (Outcome.NOT_RUN, Outcome.TIMED_OUT, Outcome.CRASHED)
"""Where no failure shows the reason, so that it has to be said."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One learner's mark for one exercise.

    Attributes:
        learner: the learner's id.
        exercise: the slug.
        points: what was earned, from 0 on; by hand it may be more than the maximum.
        maximum: what the plan gives for it, whatever ran.
        outcome: how the submitted file was judged; ``not_run`` if there is none, or not yet.
        level: how strong the sandbox was in which it was judged; none if it was not.
        late: how long after the learner's own due time it came; zero if in time or in the grace.
        share: what part of its points it earns by when it came, from 0 to 1; 1 is in time.
        by_hand: whether an instructor's mark stands in place of ours.
        why: why the points are what they are, in one sentence that its learner may read.
        by: the account of whoever gave the mark by hand, for instructors alone.
    """

    learner: str
    exercise: str
    points: float
    maximum: int
    outcome: Outcome
    level: int | None
    late: timedelta
    share: float
    by_hand: bool
    why: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """Everybody's marks.

    Attributes:
        by: for each learner's id, the marks in the plan's order, none missing.
        notes: what an instructor should know of them, one sentence each.
    """

    by: Mapping[str, tuple[Mark, ...]]
    notes: tuple[str, ...] = ()

    @property
    def all(self) -> Iterator[Mark]:
        """Every mark, learner by learner."""
        return chain.from_iterable(self.by.values())

    @property
    def level(self) -> int | None:
        """The weakest sandbox that any mark stands on; none if nothing was judged."""
        return min((mark.level for mark in self.all if mark.level is not None), default=None)


def total(marks: Iterable[Mark]) -> float:
    """Return the sum of the points."""
    return sum(mark.points for mark in marks)


def marks(
    plan: Plan,
    roster: Roster,
    received: Mapping[str, Received],
    results: Mapping[Key, Graded],
    gradebook: Mapping[Key, HandMark],
) -> Marks:
    """Return the mark of every learner for every exercise of the plan.

    Args:
        plan: what counts, for how much, until when.
        roster: who is marked.
        received: by the learner's id, what was collected last.
        results: by the learner's id and the slug, the newest result.
        gradebook: by the same, the mark by hand that holds; it overrides what was graded.
    """
    made = {
        learner.id: tuple(
            _mark(
                _Case(plan, learner, item, received.get(learner.id)),
                results.get((learner.id, item.slug)),
                gradebook.get((learner.id, item.slug)),
            )
            for item in plan.items
        )
        for learner in roster.learners
    }
    strangers = _strangers(plan, roster, received, results, gradebook)
    return Marks(MappingProxyType(made), (*strangers, *_notes(plan, made)))


@dataclass(frozen=True, slots=True)
class _Case:
    plan: Plan
    learner: Learner
    item: Item
    received: Received | None

    @property
    def file(self) -> str:
        """The digest of what was submitted for this exercise, or nothing."""
        return "" if self.received is None else self.received.files.get(self.item.slug, "")

    @property
    def late(self) -> timedelta:
        """How late the file came."""
        came = self.received.came(self.item.slug) if self.received and self.file else None
        return lateness(self.plan, self.learner, came)


def _mark(case: _Case, result: Graded | None, hand: HandMark | None) -> Mark:
    judged = result if result is not None and result.file == case.file else None
    late = case.late
    outcome = Outcome.NOT_RUN if judged is None else _known(judged.outcome)
    part = share(case.plan.late, late)
    earned = round(part * case.item.points, 4) if outcome is Outcome.PASSED else 0.0
    return Mark(
        learner=case.learner.id,
        exercise=case.item.slug,
        points=earned if hand is None else hand.points,
        maximum=case.item.points,
        outcome=outcome,
        level=None if judged is None else judged.level,
        late=late,
        share=part,
        by_hand=hand is not None,
        why=_why(case, judged, late) if hand is None else f"by hand: {hand.why}",
        by="" if hand is None else hand.by,
    )


def _why(case: _Case, judged: Graded | None, late: timedelta) -> str:
    if not case.file:
        return NOTHING
    if judged is None:
        return WAITING
    told = judged.outcome.replace("_", " ")
    reason = judged.said[:LONGEST_REASON] if _known(judged.outcome) in _UNSHOWN else ""
    if not late:
        return f"{told}: {reason}" if reason else told
    passed = f": {told_share(share(case.plan.late, late))}" if told == Outcome.PASSED else ""
    told = f"{told}, late by {told_late(late)}{passed}"
    return f"{told}; {reason}" if reason else told


def _known(word: str) -> Outcome:
    """Return the outcome that a word means; one that another version wrote means nothing here."""
    return Outcome(word) if word in set(Outcome) else Outcome.NOT_RUN


def _strangers(
    plan: Plan,
    roster: Roster,
    received: Mapping[str, Received],
    results: Mapping[Key, Graded],
    gradebook: Mapping[Key, HandMark],
) -> Iterator[str]:
    """Tell of results, submissions and marks by hand that belong to nobody, or to no exercise."""
    known = {learner.id for learner in roster.learners}
    slugs = {item.slug for item in plan.items}
    graded = {learner for learner, _ in results}
    for learner in sorted(graded - known):
        yield f"{learner}: has results, and is not in the roster; no mark is given"
    for learner in sorted(set(received) - known - graded):
        yield f"{learner}: has a submission, and is not in the roster; no mark is given"
    for learner, slug in sorted(gradebook):
        if learner not in known:
            yield f"{learner}: is marked by hand for {slug}, and is not in the roster"
        elif slug not in slugs:
            yield f"{learner}: is marked by hand for {slug}, which is not in the plan"


def _notes(plan: Plan, made: Mapping[str, tuple[Mark, ...]]) -> Iterator[str]:
    """Tell what is not graded yet, was not judged, was in a weak sandbox, or came late."""
    every = [mark for of_one in made.values() for mark in of_one]
    if waiting := sum(mark.why == WAITING for mark in every):
        yield f"{counted(waiting, 'submitted file')} not graded yet; type: ctml cohort grade"
    yield from _unjudged(every)
    weak = [m.level for m in every if m.level is not None and m.level < plan.least_level]
    if weak:
        yield (
            f"{counted(len(weak), 'mark')} from a sandbox of level {min(weak)}, "
            f"and the plan asks for {plan.least_level}"
        )
    if late := {learner: _latest(of_one) for learner, of_one in made.items() if _latest(of_one)}:
        named = list(late.items())[:_NAMED]
        told = ", ".join(f"{learner} (by {told_late(span)})" for learner, span in named)
        more = f" and {len(late) - _NAMED} more" if len(late) > _NAMED else ""
        by_hand = " but by hand: ctml cohort mark" if plan.late == Nothing() else ""
        yield f"{counted(len(late), 'learner')} late: {told}{more}; {told_rule(plan.late)}{by_hand}"


def _unjudged(every: Iterable[Mark]) -> Iterator[str]:
    """Tell of what was graded and has no verdict, which may be no fault of its learner's."""
    open_ = [mark for mark in every if mark.level is not None and not mark.by_hand]
    for outcome, what in (
        (Outcome.NOT_RUN, "could not be judged"),
        (Outcome.CRASHED, "made our own tools give up"),
    ):
        if found := [mark for mark in open_ if mark.outcome is outcome]:
            told = ", ".join(f"{mark.exercise} of {mark.learner}" for mark in found[:_NAMED])
            more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
            files = counted(len(found), "file")
            yield f"{files} {what}: {told}{more}; ctml cohort report says why, mark gives points"


def _latest(given: Iterable[Mark]) -> timedelta:
    return max((mark.late for mark in given), default=ON_TIME)


def late_files(given: Iterable[Mark]) -> str:
    """Return how many of one learner's files came late, and what that leaves; or nothing."""
    late = [mark for mark in given if mark.late]
    if not late:
        return ""
    least = told_share(min(mark.share for mark in late))
    return f"{counted(len(late), 'file')}, by up to {told_late(_latest(late))}: {least}"
