"""Solutions: when a class lets its learners see them, and that seeing one is remembered."""

from dataclasses import replace
from typing import assert_never

from ctml_runner.course.exercise import Exercise
from ctml_runner.course.workspace.rules import AfterPass, AfterTime, Never
from ctml_runner.journal import Revealed
from ctml_runner.teaching.effects import Remember, TellSolution
from ctml_runner.teaching.session.state import State, Step


def withheld(state: State, exercise: Exercise) -> str:
    """Return why the class doesn't let this solution be seen now; nothing if it does.

    Without a class nothing is withheld: whoever asks twice is shown it.
    """
    if state.rules is None:
        return ""
    passed = exercise.slug in state.progress.done
    match state.rules.solutions:
        case Never():
            return f"{exercise.slug} has a solution, but your class is shown none"
        case AfterPass() if not passed:
            return f"{exercise.slug} has not passed yet, and your class sees solutions afterwards"
        case AfterTime(moment) if not passed and state.now < moment:
            until = f"your class sees its solution from {moment:%H:%M} on"
            return f"{exercise.slug} has not passed yet, and {until}"
        case AfterPass() | AfterTime():
            return ""
        case _:
            assert_never(state.rules.solutions)


def tell_solution(state: State, exercise: Exercise) -> Step:
    """Show a solution; what is shown before the pass, or in a class, is remembered, once."""
    slug, progress = exercise.slug, state.progress
    known = slug in progress.revealed or (state.rules is None and slug in progress.done)
    if known:
        return state, (TellSolution(exercise),)
    seen = replace(state, progress=replace(progress, revealed=progress.revealed | {slug}))
    return seen, (Remember(Revealed(slug)), TellSolution(exercise))
