"""An update: file by file, each changed at once or not at all, so that it can be cut short.

A file's base is renewed after the file itself, and the workspace's record after everything, so
an update that was interrupted begins again where it stopped, and one that was not finds nothing.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal, Protocol

from ctml_runner.course.carried import Texts, carried, course_digest, identity, slug_at
from ctml_runner.course.course_state import is_newer
from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.placing import place
from ctml_runner.course.updating.attic import put_away
from ctml_runner.course.updating.decide import (
    Aside,
    Decision,
    Put,
    Stay,
    decide_exercise,
    decide_file,
)
from ctml_runner.course.updating.moving import follow, retire, strangers
from ctml_runner.course.updating.report import Changed, Conflict, Done, How, Report
from ctml_runner.course.workspace.bases import Bases, read_bases
from ctml_runner.course.workspace.folder import Workspace
from ctml_runner.course.workspace.making import generated
from ctml_runner.course.workspace.record import CourseRecord, read_record, write_record
from ctml_runner.errors import LearnerError


class Keeper(Protocol):
    """What changes an exercise's file and keeps what it held: ``Journal``."""

    def replace(self, file: Path, exercise: str, data: bytes, why: Literal["update"]) -> object:
        """Put `data` into the file of the exercise with that slug."""

    def mend(self, file: Path, exercise: str, why: Literal["update"]) -> None:
        """Clear up after a replacement that was killed."""


def update(workspace: Workspace, curriculum: Curriculum, version: str, keeper: Keeper) -> Report:
    """Bring the workspace up to the installed course.

    Args:
        workspace: the learner's folder.
        curriculum: the installed course.
        version: the version of ctml that is installed.
        keeper: changes the exercises' files.

    Raises:
        LearnerError: the workspace's course is newer than the installed one, or a file can't be
            read or written; nothing of the learner's is lost, and it can be typed again.
    """
    record = read_record(workspace)
    if is_newer(record, version):
        raise LearnerError(
            f"this workspace has the course of ctml {record.course}, and {version} is installed",
            where=workspace.root,
            next_step="pip install --upgrade ctml   (in a checkout: git pull)",
        )
    with _telling(workspace):
        course = carried(curriculum)
        texts = {**course, **generated(curriculum)}
        bases = read_bases(workspace.shipped)
        bench = _Bench(workspace, bases, texts, keeper)
        done = tuple(bench.work())
        write_record(workspace, CourseRecord(version, course_digest(course)))
    return Report(record.course, version, done)


@dataclass(frozen=True, slots=True)
class _Bench:
    """What the work on one file needs."""

    workspace: Workspace
    bases: Bases
    texts: Texts
    keeper: Keeper

    def work(self) -> Iterator[Done]:
        """Bring every file that the course has, and retire those that it no longer has."""
        for where, data in self.texts.items():
            if (slug := slug_at(where)) is not None:
                self.keeper.mend(self.workspace.root / where, slug, "update")
            yield from follow(self.workspace, self.bases, self.texts, where)
            yield from self._bring(where, data)
            self.bases.set(where, data)
        known = {identity(where) for where in self.texts}
        for where, base in self.bases.texts.items():
            if identity(where) not in known:
                yield from retire(self.workspace, where, base)
            if where not in self.texts:
                self.bases.forget(where)
        if not self.bases.texts:
            yield from strangers(self.workspace, known)

    def _bring(self, where: PurePosixPath, data: bytes) -> Iterator[Done]:
        mine = _contents(self.workspace.root / where)
        match _decided(where, self.bases.of(where), mine, data):
            case Stay():
                pass
            case Put(text, how):
                self._put(where, text, mine)
                yield Changed(where, how)
            case Aside(text):
                beside = where.with_name(f"{where.name}.new.txt")
                self._put(beside, data, _contents(self.workspace.root / beside))
                if text is not None:
                    self._put(where, text, mine)
                    yield Changed(where, How.CHECKS)
                yield Conflict(where, beside)

    def _put(self, where: PurePosixPath, data: bytes, mine: bytes | None) -> None:
        """Put `data` in place; what a learner may have changed in there is kept."""
        file, slug = self.workspace.root / where, slug_at(where)
        if mine == data:
            return
        if mine is not None and slug is not None:
            self.keeper.replace(file, slug, data, "update")
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        away = None if mine is None else put_away(self.workspace, where)
        place(file, data)
        if away is not None and mine == self.bases.texts.get(where) == away.read_bytes():
            away.unlink()  # it was ours, to the byte


def _decided(
    where: PurePosixPath, base: bytes | None, mine: bytes | None, theirs: bytes
) -> Decision:
    decide = decide_file if slug_at(where) is None else decide_exercise
    return decide(base, mine, theirs)


def _contents(file: Path) -> bytes | None:
    if file.exists() and not file.is_file():  # reading a named pipe would wait for ever
        raise LearnerError(
            "this is not a file",
            where=file,
            next_step="move it away, then type: ctml update",
        )
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


@contextlib.contextmanager
def _telling(workspace: Workspace) -> Iterator[None]:
    """Tell what stops an update.

    Raises:
        LearnerError: in place of the operating system's error.
    """
    try:
        yield
    except OSError as error:
        raise LearnerError(
            f"the update stopped here: {error.strerror}; nothing of yours is lost",
            where=Path(error.filename or workspace.root),
            next_step="make room, or make it writable; then type: ctml update   (it goes on)",
        ) from error
