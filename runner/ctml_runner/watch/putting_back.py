"""Putting a file back: to its start as shipped, or to what it was before."""

from typing import Literal

from ctml_runner.course.compose import digest_of
from ctml_runner.course.exercise import Exercise
from ctml_runner.course.workspace import Workspace
from ctml_runner.errors import LearnerError
from ctml_runner.journal import Journal, Versions, undo_target, versions
from ctml_runner.teaching.messages import Restored


def put_back(
    workspace: Workspace, journal: Journal, exercise: Exercise, why: Literal["reset", "undo"]
) -> Restored:
    """Put the file back and return what to tell; what it held is kept, whatever happens.

    Raises:
        LearnerError: there is nothing to go back to, a kept save is gone, or the file or the
            journal can't be written.
        ToolError: the disk fails.
    """
    data = _start(workspace, exercise) if why == "reset" else _before(workspace, journal, exercise)
    journal.replace(workspace.file(exercise), exercise.slug, data, why)
    return Restored(exercise, why, workspace.file(exercise))


def go_back_to(workspace: Workspace, journal: Journal, exercise: Exercise, number: int) -> Restored:
    """Bring back the version `number`, as ``history`` counts them.

    Raises:
        LearnerError: there is no such version, its copy is gone, or the file or the journal
            can't be written.
        ToolError: the disk fails.
    """
    ever = versions_of(journal, exercise).ever
    wanted = next((version for version in ever if version.number == number), None)
    if wanted is None:
        raise LearnerError(
            f"{exercise.slug} has no version {number}; there are {len(ever)}",
            next_step=f"ctml history {exercise.slug}",
        )
    data = journal.kept(wanted.digest)
    journal.replace(workspace.file(exercise), exercise.slug, data, "undo")
    return Restored(exercise, "undo", workspace.file(exercise))


def versions_of(journal: Journal, exercise: Exercise) -> Versions:
    """Return everything that the exercise's file is known to have held."""
    return versions(journal.history().records, exercise.slug)


def present_digest(workspace: Workspace, exercise: Exercise) -> str:
    """Return the digest of what the file holds now; nothing if there is no file.

    Raises:
        LearnerError: the file can't be read.
    """
    file = workspace.file(exercise)
    return digest_of(workspace.read(exercise)) if file.exists() else ""


def _start(workspace: Workspace, exercise: Exercise) -> bytes:
    """Return the file's start.

    Raises:
        LearnerError: the file is as it was at the start.
    """
    start = exercise.text.encode()
    if present_digest(workspace, exercise) == digest_of(start):
        raise LearnerError(f"{exercise.slug} is as it was at the start; nothing was changed")
    return start


def _before(workspace: Workspace, journal: Journal, exercise: Exercise) -> bytes:
    """Return what the file held before; before all that was judged stands the start.

    Raises:
        LearnerError: the file is at its start and was never anything else, or a copy is gone.
    """
    present = present_digest(workspace, exercise)
    target = undo_target(versions_of(journal, exercise), present)
    start = exercise.text.encode()
    if target is None and present != digest_of(start):
        return start
    if target is None:
        raise LearnerError(
            f"{exercise.slug} has nothing earlier to go back to",
            where=workspace.file(exercise),
            next_step=f"ctml history {exercise.slug}",
        )
    return journal.kept(target)
