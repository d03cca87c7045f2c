"""What a course carries into a workspace, and what it is known by."""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from ctml_runner.course.curriculum import CHALLENGES, COURSE, Curriculum

Texts = Mapping[PurePosixPath, bytes]
"""Files by their place in the workspace."""

CONFIGS = "configs"
"""The folder of the configs that models are trained by; they lie beside the course."""

_CARRIED = ".py", ".md", ".toml"  # pip compiles what it installs; nothing else is the learner's
_EXERCISE = re.compile(r"\d\d_([a-z][a-z0-9_]*)\.py")
_NUMBER = re.compile(r"^\d\d_")


def carried(curriculum: Curriculum) -> Texts:
    """Return every file of the course that a learner gets.

    Raises:
        OSError: one of them can't be read.
    """
    return {place: (curriculum.root / place).read_bytes() for place in handed(curriculum)}


def handed(curriculum: Curriculum) -> list[PurePosixPath]:
    """Return where the files stand that a learner gets, in order.

    A class may be handed a part of the course: then a chapter or a track comes along with its
    lesson if an exercise of it does, and a paper's ledger with its challenge.
    """
    every = places(curriculum.root)
    shipped = {place for place in every if slug_at(place) is not None}
    kept = {exercise.path for exercise in curriculum.exercises}
    if shipped <= kept:
        return every
    left = {folder for place in shipped - kept for folder in place.parents}
    left -= {folder for place in kept for folder in place.parents}
    return [
        place
        for place in every
        if place.parent not in left and place.with_suffix(".py") not in shipped - kept
    ]


def places(root: Path) -> list[PurePosixPath]:
    """Return where the course's files stand below `root`, in order."""
    tops = [top for top in (COURSE, CHALLENGES, CONFIGS) if (root / top).is_dir()]
    return [
        place for top in tops for place in sorted(map(PurePosixPath, _files(str(root / top), top)))
    ]


def _files(folder: str, place: str) -> Iterator[str]:
    """Yield the places of the files to carry; in strings, because every start asks for them."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{place}/{entry.name}")
            elif entry.name.endswith(_CARRIED) and entry.is_file():
                yield f"{place}/{entry.name}"


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
