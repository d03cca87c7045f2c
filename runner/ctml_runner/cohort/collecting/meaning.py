"""What a name in a submission means: an exercise's file, the journal, the manifest, or nothing."""

import re
from dataclasses import dataclass
from enum import Enum

from ctml_runner.cohort.form import DEPTH, JOURNAL_FILE, MANIFEST_FILE, PARTS
from ctml_runner.course.curriculum import CHALLENGES, COURSE

HIDDEN = ".ctml"
"""The folder of what a workspace keeps; of it only the journal and its sign are read."""
SIGN = "workspace.toml"

TOPS = frozenset({COURSE, CHALLENGES, PARTS, MANIFEST_FILE})
"""Names by which one learner's submission is told from a folder of many."""

_PART = re.compile(r"(?:\d\d_)?([a-z][a-z0-9_]*)\.py")
_PASSED_OVER = frozenset({"__pycache__", "__MACOSX", "node_modules", "site-packages"})


class Other(Enum):
    """What is read besides exercises."""

    JOURNAL = "journal"
    MANIFEST = "manifest"
    SIGN = "sign"


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """An exercise's file.

    Attributes:
        rank: how sure its place makes it: a lower one is taken before a higher one.
        slug: which exercise.
    """

    rank: tuple[int, int]
    slug: str


def meaning(path: str) -> Part | Other | None:
    """Return what is meant by a name, wherever the learner's folder begins in it."""
    *folders, name = path.split("/")
    if folders and folders[-1] == HIDDEN:
        return {JOURNAL_FILE: Other.JOURNAL, SIGN: Other.SIGN}.get(name)
    if not all(map(entered, folders)):
        return None
    if name == MANIFEST_FILE:
        return Other.MANIFEST
    if name == JOURNAL_FILE:
        return Other.JOURNAL
    part = _PART.fullmatch(name)
    return None if part is None else Part((_unsure(folders), len(folders)), part[1])


def _unsure(folders: list[str]) -> int:
    """Return 0 for a place where exercises stand, 1 for any other."""
    placed = len(folders) > 1 and folders[-2] in {COURSE, CHALLENGES}
    return 0 if placed or folders[-1:] == [PARTS] else 1


def entered(folder: str) -> bool:
    """Whether a folder of that name may hold what a learner wrote."""
    return not folder.startswith(".") and folder not in _PASSED_OVER


def looked_into(folders: tuple[str, ...]) -> bool:
    """Whether the folder at that place is looked into."""
    *above, last = folders
    return len(folders) <= DEPTH and all(map(entered, above)) and (entered(last) or last == HIDDEN)


def leads_out(path: str) -> bool:
    """Whether a name, were it used to write a file, might leave its folder."""
    parts = path.split("/")
    return path.startswith("/") or ".." in parts or ":" in parts[0] or not path.isprintable()
