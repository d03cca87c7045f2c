"""One step: an event comes, and the state and the effects that follow from it go.

``step(state, event) -> (state, effects)``; whoever runs it executes the effects in order, so
what is remembered before it is shown is on disk before it is seen.
"""

from dataclasses import replace
from typing import assert_never

from ctml_runner.course.exercise import Exercise
from ctml_runner.errors import CtmlError
from ctml_runner.journal import Judged, Progress
from ctml_runner.judging.verdict import Verdict
from ctml_runner.teaching import messages
from ctml_runner.teaching.effects import Effect, Judge, Remember, Show, Stop
from ctml_runner.teaching.events import (
    AllChecked,
    Began,
    Broke,
    Elsewhere,
    Event,
    InputEnded,
    Picked,
    Pressed,
    ResetWanted,
    Saved,
    SomeChecked,
    Told,
    TypesCame,
    Unreadable,
    VerdictCame,
)
from ctml_runner.teaching.session.asked import ask_reset, picked, pressed
from ctml_runner.teaching.session.passing import passed, passed_again
from ctml_runner.teaching.session.state import State, Step, task
from ctml_runner.teaching.tutor import Feedback


def step(state: State, event: Event) -> Step:
    """Return the state after `event`, and what to do, in order."""
    match event:
        case Began():
            return _began(state)
        case Saved(exercise, data):
            return _judge(state, exercise, data)
        case Unreadable(_, error) | Broke(error):
            return _told_problem(state, error)
        case Told(what, next_step):
            return state, (Show(messages.Notice(what, next_step)),)
        case Elsewhere(progress):
            return _elsewhere(state, progress)
        case TypesCame(exercise, types):
            return state, (Show(messages.TypesKnown(exercise, types)),)
        case VerdictCame():
            return _ended_if_ending(*_judged(state, event))
        case SomeChecked(done, total):
            return state, (Show(messages.CheckingAll(done, total)),)
        case AllChecked():
            return _checked(state, event)
        case Pressed(text):
            return pressed(state, text.strip().lower())
        case Picked(exercise):
            return picked(state, exercise)
        case ResetWanted(exercise):
            return ask_reset(state, exercise)
        case InputEnded():
            return _ended_if_ending(replace(state, ending=True), ())
        case _:
            assert_never(event)


def _began(state: State) -> Step:
    """Show where things stand; whoever is here for the first time is welcomed."""
    first = state.progress.since is None
    welcome = (Show(messages.Welcome(state.root, state.total)),) if first else ()
    ready = messages.Ready(state.root, state.done, state.total)
    effects = *welcome, Show(ready), Show(task(state)), Judge(state.current, None)
    return replace(state, judging=state.current), effects


def _judge(state: State, exercise: Exercise, data: bytes | None) -> Step:
    return replace(state, judging=exercise), (
        Show(messages.Checking(exercise)),
        Judge(exercise, data),
    )


def _elsewhere(state: State, progress: Progress) -> Step:
    """Take over what was reached in another terminal; go where the learner went there."""
    there = replace(state, progress=progress)
    if there.current == state.current:
        return there, ()
    return replace(there, judging=there.current), (Show(task(there)), Judge(there.current, None))


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
    count = passed_again if _come_back_to(state, exercise) else passed
    counted, more = count(judged, exercise, verdict)
    return counted, effects + more


def _come_back_to(state: State, exercise: Exercise) -> bool:
    """Whether the open exercise had passed before, and was not broken and mended since."""
    last = state.verdict
    broken = last is not None and last.exercise == exercise.slug and not last.passed
    return exercise == state.current and exercise.slug in state.progress.done and not broken


def _checked(state: State, event: AllChecked) -> Step:
    """Remember what passed for the first time, and open the next if the open one has passed."""
    current = state.current
    state = replace(state, progress=replace(state.progress, current=current.slug))
    new = [
        result
        for result in event.results
        if result.verdict.passed and result.exercise.slug not in state.progress.done
    ]
    effects: tuple[Effect, ...] = tuple(
        Remember(fact_of(result.verdict, result.feedback), result.data) for result in new
    )
    verdicts = tuple(result.verdict for result in event.results)
    effects += (Show(messages.Checked(verdicts, event.seconds)),)
    for result in sorted(new, key=lambda result: result.exercise == current):
        state, more = passed(state, result.exercise, result.verdict)
        effects += more
    return state, effects


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


def _ended_if_ending(state: State, effects: tuple[Effect, ...]) -> Step:
    if state.ending and state.judging is None:
        return state, (*effects, Stop())
    return state, effects
