"""``ctml reset`` and ``ctml undo``: back to the start, or to what was there before."""

import sys

from ctml_runner.commands.sitting import Sitting, sit_down
from ctml_runner.course.exercise import Exercise
from ctml_runner.errors import LearnerError
from ctml_runner.watch.putting_back import go_back_to, put_back


def reset(name: str | None, *, every: bool, confirmed: bool) -> int:
    """Put one exercise, or each, back to its start; return the exit code: 1 if the answer was no.

    What has passed stays passed, and what the files held is kept.

    Args:
        name: the exercise.
        every: all of them instead of one.
        confirmed: whether no question is needed.

    Raises:
        LearnerError: it isn't clear which exercise is meant, nobody can be asked, or a file
            can't be written.
    """
    sitting = sit_down()
    chosen = _chosen(sitting, name, every=every)
    if not chosen:
        print(f"{name or 'every exercise'} is as it was at the start; nothing was changed")
        return 0
    if not confirmed and not _agreed(chosen, f"ctml reset {'--all' if every else chosen[0].slug}"):
        print("nothing was changed")
        return 1
    for exercise in chosen:
        put_back(sitting.workspace, sitting.journal, exercise, "reset")
        print(f"{exercise.slug} is as it was at the start")
    print("  what you wrote is kept: ctml undo " + (chosen[0].slug if len(chosen) == 1 else "NAME"))
    return 0


def undo(name: str | None, number: int | None) -> None:
    """Bring back what an exercise's file held before, or the version `number` of its history.

    Raises:
        LearnerError: there is nothing to go back to, or the file can't be written.
    """
    sitting = sit_down()
    exercise = sitting.exercise(name)
    if number is None:
        restored = put_back(sitting.workspace, sitting.journal, exercise, "undo")
    else:
        restored = go_back_to(sitting.workspace, sitting.journal, exercise, number)
    sitting.desk.screen.show(restored)


def _chosen(sitting: Sitting, name: str | None, *, every: bool) -> list[Exercise]:
    """Return the exercises that are meant and aren't at their start already.

    Raises:
        LearnerError: one and all were asked for, or neither.
    """
    if every == (name is not None):
        raise LearnerError(
            "it must be clear what to reset: one exercise, or --all of them",
            next_step=f"ctml reset {sitting.state.current.slug}",
        )
    asked = sitting.curriculum.exercises if name is None else (sitting.curriculum.find(name),)
    return [exercise for exercise in asked if not _at_start(sitting, exercise)]


def _at_start(sitting: Sitting, exercise: Exercise) -> bool:
    file = sitting.workspace.file(exercise)
    return file.is_file() and sitting.workspace.read(exercise) == exercise.text.encode()


def _agreed(chosen: list[Exercise], command: str) -> bool:
    """Ask whoever sits at the terminal.

    Raises:
        LearnerError: nobody sits there.
    """
    if not sys.stdin.isatty():
        raise LearnerError(
            "reset asks before it changes anything, and nobody can answer here",
            next_step=f"{command} --yes",
        )
    what = chosen[0].slug if len(chosen) == 1 else f"{len(chosen)} exercises"
    answer = input(f"Put {what} back to the start? What you wrote is kept. [y/N] ")
    return answer.strip().lower() in {"y", "yes"}
