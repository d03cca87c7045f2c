"""What a learner asks for: by a key, by a line of input, or by choosing from the list."""

from dataclasses import replace
from types import MappingProxyType
from typing import assert_never

from ctml_runner.course.exercise import Exercise
from ctml_runner.journal import Hinted, Opened
from ctml_runner.teaching import messages
from ctml_runner.teaching.effects import (
    Cancel,
    CheckAll,
    Edit,
    Effect,
    Judge,
    PutBack,
    Remember,
    Show,
    Stop,
    TellHint,
)
from ctml_runner.teaching.events import Key
from ctml_runner.teaching.session.order import skipped_by, waiting_challenges
from ctml_runner.teaching.session.passing import open_next
from ctml_runner.teaching.session.state import State, Step, listing, task
from ctml_runner.teaching.session.withholding import tell_solution, withheld
from ctml_runner.teaching.tutor import RUNGS

_PARTING = {"quit", "exit"}
_YES = {"y", "yes"}
_KEPT = "what you reached is kept; it goes on here the next time"


def pressed(state: State, text: str) -> Step:
    """Do what a key asks for, or what was asked about before it."""
    if not text:
        return state, ()
    if state.asking:
        return _answered(state, text)
    try:
        key = Key("q" if text in _PARTING else text)
    except ValueError:
        unknown = messages.Notice(
            f"{text!r} is not a key here; commands go in another terminal",
            "?   (shows the keys; q ends)",
        )
        return state, (Show(unknown),)
    return _asked(state, key)


def open_exercise(state: State, exercise: Exercise) -> Step:
    """Make `exercise` the current one because the learner asked for it."""
    skipped = tuple(e.slug for e in skipped_by(state.curriculum, state.progress, exercise))
    opened = replace(state, progress=state.progress.opened(exercise.slug, skipped))
    fact = Opened(exercise.slug, "goto", skipped)
    return opened, (Remember(fact), Show(task(opened)))


def picked(state: State, exercise: Exercise) -> Step:
    """Open what was chosen from the list, and judge it as it stands."""
    opened, effects = open_exercise(state, exercise)
    return replace(opened, judging=exercise), (*effects, Judge(exercise, None))


def hint(state: State, exercise: Exercise) -> Step:
    """Show the next rung of the hints of `exercise`; the last one again when all were shown."""
    rung = min(state.progress.rungs.get(exercise.slug, 0) + 1, RUNGS)
    rungs = MappingProxyType({**state.progress.rungs, exercise.slug: rung})
    climbed = replace(state, progress=replace(state.progress, rungs=rungs))
    return climbed, (Remember(Hinted(exercise.slug, rung)), TellHint(exercise, rung))


def ask_reset(state: State, exercise: Exercise) -> Step:
    """Ask before an exercise is put back to its start."""
    text = f"Put {exercise.slug} back to its start? What you wrote is kept."
    return _ask(state, exercise, text, (PutBack(exercise, "reset"),))


def _ask(state: State, exercise: Exercise, text: str, if_yes: tuple[Effect, ...]) -> Step:
    return replace(state, asking=if_yes), (Show(messages.Question(exercise, text)),)


def _answered(state: State, text: str) -> Step:
    answered = replace(state, asking=())
    if text in _YES:
        return answered, state.asking
    if text in _PARTING or text == Key.QUIT.value:
        return pressed(answered, text)
    return answered, (Show(messages.Notice("nothing was changed")),)


def _asked(state: State, key: Key) -> Step:
    current = state.current
    match key:
        case Key.NEXT:
            return _next(state)
        case Key.RUN:
            begin = Show(messages.Checking(current)), Judge(current, None)
            return replace(state, judging=current), begin
        case Key.HINT:
            return hint(state, current)
        case Key.LIST:
            return state, (Show(listing(state)),)
        case Key.CHECK:
            return state, (CheckAll(), Show(messages.CheckingAll(0, state.total)))
        case Key.EDIT:
            return state, (Edit(current, _line_to_mend(state)),)
        case Key.RAW:
            return state, (Show(_raw(state)),)
        case Key.RESET:
            return ask_reset(state, current)
        case Key.UNDO:
            return state, (PutBack(current, "undo"),)
        case Key.SOLUTION:
            return _solution(state)
        case Key.HELP:
            return state, (Show(messages.Keys()),)
        case Key.QUIT:
            return state, (Cancel(), Show(messages.Notice(_KEPT)), Stop())
        case _:
            assert_never(key)


def _next(state: State) -> Step:
    """Show the open exercise's task; when the course is done, open a challenge that waits."""
    current = state.current
    waiting = waiting_challenges(state.curriculum, state.progress)
    if current.slug in state.progress.done and state.done == state.total and waiting:
        return picked(state, waiting[0])
    if current.slug in state.progress.done:
        return open_next(state)
    return replace(state, judging=current), (Show(task(state)), Judge(current, None))


def _solution(state: State) -> Step:
    """Show the solution of what has passed; of anything else only when that is confirmed."""
    shown = _last_passed(state)
    current = state.current
    if why := withheld(state, shown or current):
        return state, (Show(messages.Notice(why, "h   (the next hint)")),)
    if shown is not None:
        return tell_solution(state, shown)
    text = f"Show the solution of {current.slug} before it has passed? That will be remembered."
    return _ask(state, current, text, tell_solution(state, current)[1])


def _last_passed(state: State) -> Exercise | None:
    """Return what has passed of what the learner looks at: the last verdict's, or the open one."""
    seen = state.verdict.exercise if state.verdict is not None and state.verdict.passed else None
    slug = seen if seen is not None else state.current.slug
    known = slug in state.curriculum.by_slug and slug in (
        state.progress.done | state.progress.revealed
    )
    return state.curriculum.by_slug[slug] if known else None


def _line_to_mend(state: State) -> int:
    """Return the first line of the learner's part that the last verdict speaks of, else 1."""
    verdict = state.verdict
    if verdict is None or verdict.exercise != state.current.slug:
        return 1
    lines = (
        *(fault.span.line for fault in verdict.type_errors if not fault.in_checks),
        *(failure.line for failure in verdict.test_failures if failure.line is not None),
    )
    return next(iter(lines), 1)


def _raw(state: State) -> messages.Raw | messages.Notice:
    if state.verdict is None:
        return messages.Notice("nothing has been judged yet", "r   (judges the open exercise)")
    return messages.Raw(state.verdict)
