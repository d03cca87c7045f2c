"""``ctml hint``, ``next``, ``goto``, ``status``: where am I, and what now."""

from collections.abc import Sequence

from rich.console import Console

from ctml_runner.commands.sitting import Sitting, sit_down
from ctml_runner.screen.lines import JsonLines, encode
from ctml_runner.teaching.effects import Show
from ctml_runner.teaching.session import State, hint, open_exercise, task

_FEW = 5


def show_hint(name: str | None, *, as_json: bool) -> None:
    """Show the next rung of an exercise's hints.

    Raises:
        LearnerError: there is no workspace or no such exercise.
    """
    sitting = sit_down(JsonLines() if as_json else None)
    exercise = sitting.exercise(name)
    sitting.take(hint(sitting.state, exercise))


def show_next() -> None:
    """Show the task of the open exercise, and how to leave it for later.

    Raises:
        LearnerError: there is no workspace.
    """
    sitting = sit_down()
    state = sitting.state
    sitting.desk.do(Show(task(state)))
    after = state.after(state.current)
    if after is not None and after != state.current:
        _say(f"\n  It opens the next when it passes. To leave it for later: ctml goto {after.slug}")


def goto(name: str) -> None:
    """Open an exercise; what is stepped over on the way is skipped until it is opened.

    Raises:
        LearnerError: there is no workspace or no such exercise.
    """
    sitting = sit_down()
    before = sitting.state.skipped
    state = sitting.take(open_exercise(sitting.state, sitting.curriculum.find(name)))
    over = [exercise.slug for exercise in state.skipped if exercise not in before]
    if over:
        _say(f"\n  skipped: {_named(over)}   (they wait for you: ctml goto {over[0]})")


def show_status(*, as_json: bool) -> None:
    """Show what has been reached.

    Raises:
        LearnerError: there is no workspace.
    """
    sitting = sit_down()
    chapters = _chapters(sitting.state)
    state = sitting.state
    if as_json:
        print(encode(_status_object(sitting, chapters)))
        return
    _say(f"{state.done} of {state.total} exercises passed, in {sitting.workspace.root}")
    for chapter, done, total in chapters:
        _say(f"  {chapter:<24}{done:>3} of {total}")
    attempts = sum(state.progress.attempts.values())
    since = state.progress.since
    began = f" since {since.astimezone():%d %B %Y}" if since else ""
    _say(f"saves judged{began}: {attempts}; hints shown: {sum(state.progress.rungs.values())}")
    if state.skipped:
        _say(f"skipped: {_named([exercise.slug for exercise in state.skipped])}")
    _say(f"open: {state.current.slug} ({state.current.gist})\n  next:  ctml watch")


def _chapters(state: State) -> list[tuple[str, int, int]]:
    course = state.curriculum.course
    return [
        (
            chapter,
            sum(e.slug in state.progress.done for e in course if e.chapter == chapter),
            sum(e.chapter == chapter for e in course),
        )
        for chapter in state.curriculum.chapters
    ]


def _status_object(sitting: Sitting, chapters: list[tuple[str, int, int]]) -> dict[str, object]:
    state = sitting.state
    return {
        "workspace": str(sitting.workspace.root),
        "current": state.current.slug,
        "done": state.done,
        "total": state.total,
        "chapters": [
            {"chapter": chapter, "done": done, "total": total} for chapter, done, total in chapters
        ],
        "attempts": dict(state.progress.attempts),
        "skipped": [exercise.slug for exercise in state.skipped],
        "hints": dict(state.progress.rungs),
        "since": state.progress.since,
    }


def _named(slugs: Sequence[str]) -> str:
    """Return the first few of some names, and how many more there are."""
    more = f" and {len(slugs) - _FEW} more" if len(slugs) > _FEW else ""
    return ", ".join(slugs[:_FEW]) + more


def _say(text: str) -> None:
    Console(highlight=False, markup=False).print(text, soft_wrap=True)
