"""Sources: the journals that lie below a folder, wherever learners' machines put them."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from ctml_runner.cohort.form import DEPTH, JOURNAL_FILE
from ctml_runner.cohort.sending import ENDING
from ctml_runner.course.workspace import Workspace

MOST = 20_000
"""Entries that are looked at; a folder with more is no classroom's."""
_NO_JOURNALS = frozenset(
    {"exercises", "challenges", "node_modules", "__pycache__", "env", "wheels"}
)


class Kind(Enum):
    """In which form a journal comes."""

    JOURNAL = "journal"
    PACKAGE = "package"
    WORKSPACE = "workspace"
    """A workspace whose journal isn't there yet: nobody has begun in it."""


@dataclass(frozen=True, slots=True)
class Source:
    """One journal.

    Attributes:
        path: the file; for a workspace without a journal, the file that makes it one.
        kind: how it is to be read.
        name: what its learner is called, as far as its place tells.
    """

    path: Path
    kind: Kind
    name: str


def sources(root: Path) -> Iterator[Source]:
    """Yield every journal below `root`: in workspaces, as ``NAME.jsonl``, in what was submitted.

    A folder that vanishes meanwhile, or may not be read, has none.
    """
    left = [MOST]
    if Workspace(root).sign.is_file():
        yield _of_workspace(root, root.name)
    else:
        yield from _below(root, root, 0, left)


def _below(folder: Path, root: Path, depth: int, left: list[int]) -> Iterator[Source]:
    folders = []
    for entry in _entries(folder):
        left[0] -= 1
        if left[0] < 0:
            return
        if _is_folder(entry):
            folders.append(Path(entry.path))
        elif entry.name.endswith(ENDING):
            yield Source(Path(entry.path), Kind.PACKAGE, entry.name.removesuffix(ENDING))
        elif entry.name.endswith(".jsonl"):
            alone = entry.name != JOURNAL_FILE or folder == root
            name = entry.name.removesuffix(".jsonl") if alone else folder.name
            yield Source(Path(entry.path), Kind.JOURNAL, name)
    for one in folders:
        if Workspace(one).sign.is_file():
            yield _of_workspace(one, one.relative_to(root).as_posix())
        elif depth < DEPTH:
            yield from _below(one, root, depth + 1, left)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError:
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether to look into it: no link, which may lead in a circle, and nothing of a tool's."""
    try:
        hidden = entry.name.startswith(".") or entry.name in _NO_JOURNALS
        return not hidden and entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _of_workspace(folder: Path, name: str) -> Source:
    workspace = Workspace(folder)
    if workspace.journal.is_file():
        return Source(workspace.journal, Kind.JOURNAL, name)
    return Source(workspace.sign, Kind.WORKSPACE, name)
