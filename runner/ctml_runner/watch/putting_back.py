"""Putting a file back: to its start as shipped, or to what it was before."""

from typing import Literal

from ctml_runner.course.compose import digest_of
from ctml_runner.course.exercise import Exercise
from ctml_runner.course.workspace import Workspace
from ctml_runner.journal import Journal, undo_target, versions
from ctml_runner.teaching.messages import Notice, Restored


def put_back(
    workspace: Workspace, journal: Journal, exercise: Exercise, why: Literal["reset", "undo"]
) -> Restored | Notice:
    """Put the file back and return what to tell; what it held is kept, whatever happens.

    Raises:
        LearnerError: the file or the journal can't be written, or a kept save is gone.
        ToolError: the disk fails.
    """
    data = exercise.text.encode() if why == "reset" else _before(workspace, journal, exercise)
    if data is None:
        return Notice(f"{exercise.slug} has no earlier content to go back to")
    journal.replace(workspace.file(exercise), exercise.slug, data, why)
    return Restored(exercise, why, workspace.file(exercise))


def _before(workspace: Workspace, journal: Journal, exercise: Exercise) -> bytes | None:
    """Return what the file held before; nothing if nothing else was ever judged."""
    file = workspace.file(exercise)
    present = digest_of(file.read_bytes()) if file.is_file() else ""
    target = undo_target(versions(journal.history().records, exercise.slug), present)
    return None if target is None else journal.kept(target)
