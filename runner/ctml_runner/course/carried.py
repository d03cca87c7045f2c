"""What a course carries into a workspace, and what it is known by."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from ctml_runner.course.curriculum import CHALLENGES, COURSE, Curriculum

Texts = Mapping[PurePosixPath, bytes]
"""Files by their place in the workspace."""

_CARRIED = {".py", ".md", ".toml"}  # pip compiles what it installs; nothing else is the learner's
_EXERCISE = re.compile(r"\d\d_([a-z][a-z0-9_]*)\.py")
_NUMBER = re.compile(r"^\d\d_")


def carried(curriculum: Curriculum) -> Texts:
    """Return every file of the course that a learner gets.

    Raises:
        OSError: one of them can't be read.
    """
    return {place: (curriculum.root / place).read_bytes() for place in places(curriculum.root)}


def places(root: Path) -> list[PurePosixPath]:
    """Return where the course's files stand below `root`, in order."""
    return [
        PurePosixPath(file.relative_to(root).as_posix())
        for top in (COURSE, CHALLENGES)
        for file in sorted((root / top).rglob("*"))
        if file.suffix in _CARRIED and file.is_file()
    ]


def course_digest(texts: Texts) -> str:
    """Return what tells two states of a course apart: their names and bytes in one sha256."""
    whole = hashlib.sha256()
    for place, data in sorted(texts.items()):
        whole.update(f"{place} {len(data)}\n".encode() + data)
    return whole.hexdigest()


def identity(place: PurePosixPath) -> str:
    """Return what a file is known by wherever it stands: it may be renumbered, or move.

    An exercise has its slug; any other file has its path without the numbers.
    """
    exercise = slug_at(place)
    return exercise or "/".join(_NUMBER.sub("", part) for part in place.parts)


def slug_at(place: PurePosixPath) -> str | None:
    """Return the slug of the exercise that stands at `place`, or None if it is no exercise."""
    name = _EXERCISE.fullmatch(place.name)
    if name is None or len(place.parts) != 3 or place.parts[0] not in {COURSE, CHALLENGES}:
        return None
    return name[1]
