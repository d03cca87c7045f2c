"""Files that the course renumbered, moved or dropped: the learner's follow, and none is lost."""

import contextlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ctml_runner.course.carried import Texts, identity, places, slug_at
from ctml_runner.course.updating.attic import put_away
from ctml_runner.course.updating.decide import Aside, Put, Stay, decide_exercise, is_as_shipped
from ctml_runner.course.updating.page import read_page
from ctml_runner.course.updating.report import Done, Doubled, Left, Moved, PutAway
from ctml_runner.course.workspace.bases import Bases
from ctml_runner.course.workspace.folder import Workspace
from ctml_runner.course.workspace.making import stands_elsewhere


def follow(
    workspace: Workspace, bases: Bases, texts: Texts, where: PurePosixPath
) -> Iterator[Done]:
    """Move the learner's file to `where` the course has it now.

    If a file stands there already, the one that somebody worked on wins; if both are somebody's
    work, both stay.

    Raises:
        OSError: it can't be moved.
    """
    before = stands_elsewhere(workspace.root, where, bases, texts)
    if before is None:
        return
    base, old, new = bases.of(where), workspace.root / before, workspace.root / where
    if new.exists():
        held, other = new.read_bytes(), old.read_bytes()
        if is_as_shipped(other, base) or _brought(base, other, texts[where]) == held:
            yield _away(workspace, before)
            return
        if not is_as_shipped(held, base) and held != texts[where]:
            yield Doubled(where, before)
            return
        yield _away(workspace, where)
    new.parent.mkdir(parents=True, exist_ok=True)
    old.replace(new)
    _leave(old.parent)
    yield Moved(before, where)


def retire(workspace: Workspace, where: PurePosixPath, base: bytes) -> Iterator[Done]:
    """Put away a file that left the course, unless the learner worked on it.

    Raises:
        OSError: it can't be moved.
    """
    file = workspace.root / where
    if not file.is_file():
        return
    if is_as_shipped(file.read_bytes(), base):
        yield _away(workspace, where)
    else:
        yield Left(where)


def strangers(workspace: Workspace, known: set[str]) -> Iterator[Done]:
    """Yield the exercises that the course has not, in a workspace that can't say what it had."""
    for where in places(workspace.root):
        is_exercise = slug_at(where) is not None and identity(where) not in known
        if is_exercise and read_page((workspace.root / where).read_bytes()) is not None:
            yield Left(where)


def _brought(base: bytes | None, mine: bytes, theirs: bytes) -> bytes | None:
    """Return what an update makes of an exercise's file, or None if it puts something beside it."""
    match decide_exercise(base, mine, theirs):
        case Stay():
            return mine
        case Put(data):
            return data
        case Aside():
            return None


def _away(workspace: Workspace, where: PurePosixPath) -> PutAway:
    kept = put_away(workspace, where)
    _leave((workspace.root / where).parent)
    return PutAway(where, PurePosixPath(kept.relative_to(workspace.root).as_posix()))


def _leave(folder: Path) -> None:
    """Remove a folder that nothing is left in."""
    with contextlib.suppress(OSError):
        folder.rmdir()
