"""A process that reads one repository and ends: ``python -m … FOLDER branches | files …``.

Everything in a repository is the learner's: objects that unpack to gigabytes, links and pipes
among its files, histories without end. So this process has little memory and time of its own,
refuses links, and reads objects alone: no settings, no hooks, no filters, no other repository's.
"""

import os
import stat
import sys
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from dulwich.errors import FileFormatException
from dulwich.object_store import DiskObjectStore
from dulwich.objects import Commit, ObjectID, Tree
from dulwich.refs import DiskRefsContainer, Ref
from dulwich.walk import Walker

from ctml_runner.cohort.collecting.git_answer import Answer, Entry
from ctml_runner.cohort.collecting.meaning import looked_into, meaning
from ctml_runner.cohort.form import ENTRIES, JOURNAL

MEMORY = 2 * 1024 * 1024 * 1024
"""Bytes of address space; packs are mapped into it."""
SECONDS = 30
"""Processor time."""

OBJECT = 2 * JOURNAL
"""Bytes that one object may unpack to."""

_LINK = "has a link, or what is no file, among its own files"
_FILES = 500_000
_HEADS = b"refs/heads/"


class RefusedError(Exception):
    """The repository isn't read; the text says why."""


def main(root: str, question: str, *more: str) -> Answer:
    """Answer one question about the repository at `root`."""
    try:
        store, refs = _opened(Path(root))
        if question == "branches":
            names = sorted(refs.subkeys(Ref(_HEADS)))
            return Answer(branches=tuple(name.decode("utf-8", "replace") for name in names))
        branch, moment = more
        return _files(store, _commit(store, refs, branch, moment))
    except RefusedError as error:
        return Answer(fault=str(error))
    except MemoryError:
        return Answer(fault="needs more memory than reading it may take")
    except Exception as error:  # noqa: BLE001  # a damaged repository may raise anything at all
        return Answer(fault=f"can't be read: {type(error).__name__}")


def _opened(root: Path) -> tuple[DiskObjectStore, DiskRefsContainer]:
    git = root / ".git"
    if git.is_symlink():
        raise RefusedError(_LINK)
    if git.is_file():
        raise RefusedError("is a part of another repository; collect that one")
    folder = git if git.is_dir() else root
    _look_for_links(folder)
    if (folder / "objects" / "info" / "alternates").exists():
        raise RefusedError("borrows its objects from another repository")
    objects = DiskObjectStore(folder / "objects", loose_object_size_limit=OBJECT)
    return objects, DiskRefsContainer(folder)


def _look_for_links(folder: Path) -> None:
    """Refuse a repository with anything in it that is neither a file nor a folder."""
    seen = 0
    for here, _, _ in os.walk(folder):
        with os.scandir(here) as entries:
            for entry in entries:
                kind = entry.stat(follow_symlinks=False).st_mode
                if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
                    raise RefusedError(_LINK)
                seen += 1
        if seen > _FILES:
            raise RefusedError(f"has more than {_FILES:,} files of its own")


def _commit(store: DiskObjectStore, refs: DiskRefsContainer, branch: str, moment: str) -> Commit:
    """Return the last commit before a moment, or the newest one if there is none."""
    name = Ref(_HEADS + os.fsencode(branch)) if branch else Ref(b"HEAD")
    _, newest = refs.follow(name)
    if newest is None:
        raise RefusedError("has no commit")
    if moment:
        for entry in Walker(store, [newest], until=int(moment), max_entries=1):
            return entry.commit
    found = store[newest]
    if not isinstance(found, Commit):
        raise RefusedError("has no commit where its branch points to")
    return found


def _files(store: DiskObjectStore, commit: Commit) -> Answer:
    moment = datetime.fromtimestamp(max(0, commit.commit_time), UTC)
    entries = []
    for number, entry in enumerate(_walked(store, commit.tree)):
        entries.append(entry)
        if number >= ENTRIES:  # who reads the answer says so
            break
    return Answer(moment=moment, entries=tuple(entries))


def _walked(store: DiskObjectStore, top: ObjectID) -> Iterator[Entry]:
    waiting: list[tuple[tuple[str, ...], ObjectID]] = [((), top)]
    while waiting:
        place, sha = waiting.pop(0)
        tree = store[sha]
        if not isinstance(tree, Tree):
            raise RefusedError("has no folder where a commit says so")
        for name, mode, below in tree.items():
            here = (*place, name.decode("utf-8", "replace"))
            if stat.S_ISDIR(mode):
                if looked_into(here):
                    waiting.append((here, below))
            elif (entry := _entry(store, "/".join(here), mode, below)) is not None:
                yield entry


def _entry(store: DiskObjectStore, path: str, mode: int, sha: ObjectID) -> Entry | None:
    if not stat.S_ISREG(mode):
        return Entry(path, odd="is a link" if stat.S_ISLNK(mode) else "is another repository")
    if meaning(path) is None:
        return None
    try:
        data = store.get_raw(sha)[1]
    except (KeyError, ValueError, OSError, zlib.error, FileFormatException):
        return Entry(path, odd="is missing or damaged, or too long")
    return Entry(path, len(data), data[: JOURNAL + 1])


def _limit() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  # only these systems have it

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    _limit()
    sys.stdout.buffer.write(msgspec.json.encode(main(*sys.argv[1:])))
