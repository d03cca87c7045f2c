"""Making a workspace, or putting back what is missing from one; nothing is overwritten."""

import re
import shlex
from pathlib import Path, PurePosixPath

from ctml_runner.course.carried import Texts, carried, course_digest, identity
from ctml_runner.course.curriculum import CHALLENGES, COURSE, Curriculum
from ctml_runner.course.workspace import editor
from ctml_runner.course.workspace.bases import Bases, read_bases
from ctml_runner.course.workspace.finding import is_workspace
from ctml_runner.course.workspace.folder import Workspace
from ctml_runner.course.workspace.record import CourseRecord, write_record
from ctml_runner.course.writing import writing
from ctml_runner.errors import LearnerError
from ctml_runner.settings import FILE as SETTINGS
from ctml_runner.settings import SETTINGS_TEXT

_IGNORE = "# made anew by ctml; the journal and the saves are yours\ncache/\nbuild/\n"
_CHAPTER = re.compile(r"\d\d_\w+")


def make_workspace(root: Path, curriculum: Curriculum, version: str) -> tuple[Workspace, int]:
    """Make a workspace in `root`, or put back what is missing from one; overwrite nothing.

    Returns:
        The workspace and how many files were written.

    Raises:
        LearnerError: `root` holds something else, or can't be written.
    """
    if root.exists() and not root.is_dir():
        raise LearnerError(
            "this is a file, not a folder", where=root, next_step="ctml init another_name"
        )
    workspace = Workspace(root)
    with writing("the workspace", root, "ctml init DIR"):
        if root.is_dir() and any(root.iterdir()) and not is_workspace(root):
            raise LearnerError(
                "this folder isn't empty and isn't a workspace; nothing was changed",
                where=root,
                next_step=f"ctml init {shlex.quote(str(root / 'ctml-workspace'))}",
            )
        for top in (COURSE, CHALLENGES):
            (root / top).mkdir(parents=True, exist_ok=True)
        course = carried(curriculum)
        written = _put_missing(workspace, {**course, **generated(curriculum)})
        _write_new(workspace.hidden / ".gitignore", _IGNORE.encode())
        if not workspace.sign.exists():
            write_record(workspace, CourseRecord(version, course_digest(course)))
    return workspace, written


def generated(curriculum: Curriculum) -> Texts:
    """Return the files of a workspace that no course carries: those of its own settings."""
    return {
        PurePosixPath(editor.FILE): editor.editor_settings(curriculum).encode(),
        PurePosixPath(SETTINGS): SETTINGS_TEXT.encode(),
    }


def stands_elsewhere(
    root: Path, where: PurePosixPath, bases: Bases, texts: Texts
) -> PurePosixPath | None:
    """Return where the learner's file stands if the course has renumbered or moved it since.

    A workspace that an older ctml made has no bases: there, a file of the same name in another
    chapter is taken for it, if there is none at the place itself.

    Args:
        root: the workspace.
        where: where the file is to stand.
        bases: what was shipped, and where.
        texts: what is shipped now; a file that belongs where it stands is never taken.
    """
    before = bases.place_of(where)
    if before is None and not (root / where).exists() and len(where.parts) == 3:
        before = _namesake(root, where)
    if before is None or before == where or before in texts or not (root / before).is_file():
        return None
    return before


def _namesake(root: Path, where: PurePosixPath) -> PurePosixPath | None:
    """Return a file that is known by the same, in a chapter or in the same track."""
    for file in sorted((root / where.parts[0]).glob("*/*")):
        found = PurePosixPath(file.relative_to(root).as_posix())
        is_ours = _CHAPTER.fullmatch(found.parts[1]) or found.parts[1] == where.parts[1]
        if is_ours and identity(found) == identity(where):
            return found
    return None


def _put_missing(workspace: Workspace, texts: Texts) -> int:
    """Write what is missing, and keep what is as shipped as a base; return how many were written.

    A file that only stands elsewhere isn't missing: `ctml update` brings it to its new place.
    """
    bases = read_bases(workspace.shipped)
    written = 0
    for where, data in texts.items():
        file = workspace.root / where
        if stands_elsewhere(workspace.root, where, bases, texts) is None:
            written += _write_new(file, data)
            if file.is_file() and file.read_bytes() == data:
                bases.set(where, data)
    return written


def _write_new(file: Path, data: bytes) -> int:
    if file.exists():
        return 0
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return 1
