"""The session: a pure machine that turns what happens into what to do next.

``step(state, event) -> (state, effects)``; whoever runs it executes the effects in order, so
what is remembered before it is shown is on disk before it is seen.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import assert_never

from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.exercise import Exercise
from ctml_runner.errors import CtmlError
from ctml_runner.journal import Hinted, Judged, Opened, Progress
from ctml_runner.judging.verdict import Verdict
from ctml_runner.teaching import messages
from ctml_runner.teaching.effects import (
    Cancel,
    CheckAll,
    Effect,
    Judge,
    Remember,
    Show,
    Stop,
    TellHint,
)
from ctml_runner.teaching.events import (
    AllChecked,
    Began,
    Broke,
    Event,
    InputEnded,
    Key,
    Pressed,
    Saved,
    Told,
    TypesCame,
    Unreadable,
    VerdictCame,
)
from ctml_runner.teaching.tutor import RUNGS, Feedback


@dataclass(frozen=True, slots=True)
class State:
    """Where a session stands.

    Attributes:
        curriculum: what there is to learn.
        root: the workspace's folder.
        progress: what has been reached.
        judging: the exercise being judged, if any.
        verdict: the last verdict.
        ending: whether to end after the verdict under way.
    """

    curriculum: Curriculum
    root: Path
    progress: Progress
    judging: Exercise | None = None
    verdict: Verdict | None = None
    ending: bool = False

    @property
    def current(self) -> Exercise:
        """The exercise that is open: the one opened last, else the first that hasn't passed."""
        slug = self.progress.current
        if slug is not None and slug in self.curriculum.by_slug:
            return self.curriculum.by_slug[slug]
        return following(self.curriculum, self.progress, None) or self.curriculum.course[0]

    @property
    def done(self) -> int:
        """How many exercises of the course have passed."""
        return sum(exercise.slug in self.progress.done for exercise in self.curriculum.course)

    @property
    def total(self) -> int:
        """How many exercises the course has."""
        return len(self.curriculum.course)


_PARTING = {"quit", "exit"}
_KEPT = "what you reached is kept; it goes on here the next time"

Step = tuple[State, tuple[Effect, ...]]


def following(
    curriculum: Curriculum, progress: Progress, after: Exercise | None
) -> Exercise | None:
    """Return the next exercise that hasn't passed: behind `after`, else the first one skipped."""
    course = curriculum.course
    begin = course.index(after) + 1 if after in course else 0
    return next(
        (e for e in (*course[begin:], *course[:begin]) if e.slug not in progress.done), None
    )


def step(state: State, event: Event) -> Step:
    """Return the state after `event`, and what to do, in order."""
    match event:
        case Began():
            ready = messages.Ready(state.root, state.done, state.total)
            effects = Show(ready), Show(task(state)), Judge(state.current, None)
            return replace(state, judging=state.current), effects
        case Saved(exercise, data):
            return _judge(state, exercise, data)
        case Unreadable(_, error) | Broke(error):
            return _told_problem(state, error)
        case Told(what, next_step):
            return state, (Show(messages.Notice(what, next_step)),)
        case TypesCame(exercise, types):
            return state, (Show(messages.TypesKnown(exercise, types)),)
        case VerdictCame():
            return _ended_if_ending(*_judged(state, event))
        case AllChecked():
            return _checked(state, event)
        case Pressed(text):
            return _pressed(state, text.strip().lower())
        case InputEnded():
            return _ended_if_ending(replace(state, ending=True), ())
        case _:
            assert_never(event)


def task(state: State) -> messages.Task:
    """Return the current exercise's task."""
    current = state.current
    return messages.Task(current, state.root / current.path, state.done, state.total)


def listing(state: State) -> messages.Listing:
    """Return all exercises with what is done and what is open."""
    current = state.current
    return messages.Listing(
        tuple(
            messages.Row(exercise, exercise.slug in state.progress.done, exercise == current)
            for exercise in state.curriculum.exercises
        )
    )


def open_exercise(state: State, exercise: Exercise) -> Step:
    """Make `exercise` the current one because the learner asked for it."""
    course = state.curriculum.course
    ahead = course.index(exercise) if exercise in course else 0
    skipped = tuple(e.slug for e in course[:ahead] if e.slug not in state.progress.done)
    opened = replace(state, progress=replace(state.progress, current=exercise.slug))
    fact = Opened(exercise.slug, "goto", skipped)
    return opened, (Remember(fact), Show(task(opened)))


def hint(state: State, exercise: Exercise) -> Step:
    """Show the next rung of the hints of `exercise`; the last one again when all were shown."""
    rung = min(state.progress.rungs.get(exercise.slug, 0) + 1, RUNGS)
    rungs = MappingProxyType({**state.progress.rungs, exercise.slug: rung})
    climbed = replace(state, progress=replace(state.progress, rungs=rungs))
    return climbed, (Remember(Hinted(exercise.slug, rung)), TellHint(exercise, rung))


def _judge(state: State, exercise: Exercise, data: bytes | None) -> Step:
    return replace(state, judging=exercise), (
        Show(messages.Checking(exercise)),
        Judge(exercise, data),
    )


def _told_problem(state: State, error: CtmlError) -> Step:
    told = replace(state, judging=None)
    return _ended_if_ending(told, (Show(messages.Problem(error)),))


def _judged(state: State, event: VerdictCame) -> Step:
    exercise, verdict, feedback = event.exercise, event.verdict, event.feedback
    fact = fact_of(verdict, feedback)
    shown = messages.Judged(exercise, verdict, feedback, state.progress.rungs.get(exercise.slug, 0))
    judged = replace(state, judging=None, verdict=verdict)
    effects: tuple[Effect, ...] = (Remember(fact, event.data), Show(shown))
    if not verdict.passed:
        return judged, effects
    advanced, more = _passed(judged, exercise)
    return advanced, effects + more


def _checked(state: State, event: AllChecked) -> Step:
    """Remember what passed for the first time, and open the next if the open one has passed."""
    passed = [
        result
        for result in event.results
        if result.verdict.passed and result.exercise.slug not in state.progress.done
    ]
    effects: tuple[Effect, ...] = tuple(
        Remember(fact_of(result.verdict, result.feedback), result.data) for result in passed
    )
    verdicts = tuple(result.verdict for result in event.results)
    effects += (Show(messages.Checked(verdicts, event.seconds)),)
    current = state.current
    done = state.progress.done | {result.exercise.slug for result in passed}
    state = replace(state, progress=replace(state.progress, done=done))
    if current not in {result.exercise for result in passed}:
        return state, effects
    advanced, more = _passed(
        replace(state, progress=replace(state.progress, current=current.slug)), current
    )
    return advanced, effects + more


def _passed(state: State, exercise: Exercise) -> Step:
    """Count the pass; if it was the current exercise's, open the next at once."""
    was_current = exercise == state.current
    progress = replace(state.progress, done=state.progress.done | {exercise.slug})
    state = replace(state, progress=progress)
    if not was_current:
        return state, ()
    after = following(state.curriculum, progress, exercise)
    if after is None:
        return state, (Show(messages.Finished(state.total)),)
    state = replace(state, progress=replace(progress, current=after.slug))
    file = state.root / after.path
    shown = messages.Advanced(exercise, after, file, state.done, state.total)
    return state, (Remember(Opened(after.slug, "passed")), Show(shown))


def fact_of(verdict: Verdict, feedback: Feedback) -> Judged:
    """Return what the journal keeps of a verdict."""
    return Judged(
        exercise=verdict.exercise,
        outcome=verdict.outcome.value,
        digest=verdict.file_digest,
        seconds=verdict.seconds,
        codes=(
            *(fault.code for fault in verdict.type_errors),
            *(f"refused:{missing.code}" for missing in verdict.refusals_missing),
        ),
        tests=tuple(failure.test for failure in verdict.test_failures),
        misconception=feedback.misconception,
    )


def _pressed(state: State, text: str) -> Step:
    if not text:
        return state, ()
    try:
        key = Key("q" if text in _PARTING else text)
    except ValueError:
        unknown = messages.Notice(
            f"{text!r} is not a key here; commands go in another terminal",
            "?   (shows the keys; q ends)",
        )
        return state, (Show(unknown),)
    match key:
        case Key.NEXT:
            current = state.current
            return replace(state, judging=current), (Show(task(state)), Judge(current, None))
        case Key.RUN:
            return _judge(state, state.current, None)
        case Key.HINT:
            return hint(state, state.current)
        case Key.LIST:
            return state, (Show(listing(state)),)
        case Key.CHECK:
            return state, (CheckAll(),)
        case Key.RAW:
            return state, (Show(_raw(state)),)
        case Key.HELP:
            return state, (Show(messages.Keys()),)
        case Key.QUIT:
            return state, (Cancel(), Show(messages.Notice(_KEPT)), Stop())
        case _:
            assert_never(key)


def _raw(state: State) -> messages.Raw | messages.Notice:
    if state.verdict is None:
        return messages.Notice("nothing has been judged yet", "r   (judges the open exercise)")
    return messages.Raw(state.verdict)


def _ended_if_ending(state: State, effects: tuple[Effect, ...]) -> Step:
    if state.ending and state.judging is None:
        return state, (*effects, Stop())
    return state, effects
