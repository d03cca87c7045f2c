"""A repository of git as leaves: its objects are read, by a process that is held to limits.

git itself never runs in a submission, where a repository's own settings could make it run
programs. What reads the objects knows no settings, hooks or filters.
"""

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

import msgspec

from ctml_runner.cohort.collecting.git_answer import Answer, Entry
from ctml_runner.cohort.collecting.leaf import Found, Leaf, UnreadableError

SECONDS = 60.0
"""Time that reading one repository may take."""

_READER = "ctml_runner.cohort.collecting.git_reader"


def is_repository(root: Path | None) -> bool:
    """Whether a folder is a repository, bare or with a working tree."""
    if root is None:
        return False
    own = (root / "HEAD", root / "objects", root / "refs")
    try:
        return os.path.lexists(root / ".git") or all(path.exists() for path in own)
    except OSError:  # nobody may look into it
        return False


def branches(root: Path) -> tuple[str, ...]:
    """Return the names of the repository's branches.

    Raises:
        UnreadableError: it can't be read.
    """
    return _asked(root, "branches").branches


@contextmanager
def repository_leaves(
    root: Path, branch: str, before: datetime | None
) -> Iterator[Iterable[Found]]:
    """Open the state of a branch before a moment, or the newest one if there is none.

    Args:
        root: the repository.
        branch: its name; empty for the one that is checked out.
        before: the moment; None for the newest state.

    Raises:
        UnreadableError: the repository can't be read, or has no commit.
    """
    moment = "" if before is None else str(int(before.timestamp()))
    answer = _asked(root, "files", branch, moment)
    yield [_leaf(entry, answer) for entry in answer.entries]


def _leaf(entry: Entry, answer: Answer) -> Leaf:
    return Leaf(entry.path, entry.size, answer.moment, lambda most: entry.data[:most], entry.odd)


def _asked(root: Path, *question: str) -> Answer:
    if find_spec("dulwich") is None:
        raise UnreadableError("is a repository of git; to read those: pip install 'ctml[git]'")
    command = [sys.executable, "-I", "-m", _READER, str(root), *question]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False
        )
        answer = msgspec.json.decode(done.stdout, type=Answer)
    except subprocess.TimeoutExpired:
        raise UnreadableError(f"could not be read in {SECONDS:.0f} s") from None
    except msgspec.DecodeError:
        raise UnreadableError("could not be read within the limits of memory and time") from None
    if answer.fault:
        raise UnreadableError(answer.fault)
    return answer
