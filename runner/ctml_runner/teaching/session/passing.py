"""What a pass brings: it counts, it may end a chapter, and it opens the next exercise."""

from dataclasses import replace

from ctml_runner.course.exercise import Exercise
from ctml_runner.course.ledger import has_ledger
from ctml_runner.journal import Opened
from ctml_runner.judging.verdict import Verdict
from ctml_runner.teaching import messages
from ctml_runner.teaching.effects import Effect, Follow, Remember, Share, Show, TellChapter
from ctml_runner.teaching.session.state import State, Step, finished

_AHEAD = messages.Notice("what everyone does has passed; what is left is for whoever is ahead")


def passed(state: State, exercise: Exercise, verdict: Verdict) -> Step:
    """Count the pass; if it was the current exercise's, open the next at once."""
    was_current = exercise == state.current
    state, milestones = _counted(state, exercise, verdict)
    if not was_current:
        return state, milestones
    advanced, more = open_next(state)
    return advanced, milestones + more


def passed_again(state: State, exercise: Exercise, verdict: Verdict) -> Step:
    """Count the pass and stay: who came back to what has passed wants to look at it."""
    state, milestones = _counted(state, exercise, verdict)
    after = state.after(exercise)
    if after is None:
        return state, milestones
    told = messages.Notice(
        f"{exercise.slug} had passed before, and stays open",
        f"n   (goes on; in another terminal: ctml goto {after.slug})",
    )
    return state, (*milestones, Show(told))


def _counted(state: State, exercise: Exercise, verdict: Verdict) -> Step:
    milestones = _milestones(state, exercise, verdict)
    done = state.progress.done | {exercise.slug}
    current = state.current.slug  # as it is now: it may only be known as the first not done
    return replace(state, progress=replace(state.progress, done=done, current=current)), milestones


def open_next(state: State) -> Step:
    """Open what follows the current exercise, which has passed; or tell that nothing is left."""
    current = state.current
    after = state.after(current)
    if after is None:
        return state, (Show(finished(state)),)
    ahead = current.slug not in state.later and after.slug in state.later
    state = replace(state, progress=state.progress.opened(after.slug))
    shown = messages.Advanced(current, after, state.root / after.path, state.done, state.total)
    opened = Remember(Opened(after.slug, "passed")), Show(shown), Follow(after)
    return state, (*opened, Show(_AHEAD)) if ahead else opened


def _milestones(state: State, exercise: Exercise, verdict: Verdict) -> tuple[Effect, ...]:
    """Return what is told of a pass beyond the exercise itself; of a chapter only once."""
    if has_ledger(exercise):
        return (Share(exercise, verdict.output),)
    left = {
        e.slug for e in state.curriculum.course if e.chapter == exercise.chapter
    } - state.progress.done
    return (TellChapter(exercise.chapter),) if left == {exercise.slug} else ()
