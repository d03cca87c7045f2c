"""A folder as leaves. No link in it is followed, and nothing but a regular file is opened."""

import os
import stat
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from ctml_runner.cohort.collecting.leaf import Found, Leaf, Trouble, UnreadableError
from ctml_runner.cohort.collecting.meaning import looked_into
from ctml_runner.cohort.form import ENTRIES
from ctml_runner.cohort.standing.shown import shown

LINK, SPECIAL, DOUBLE = "is a link", "is no regular file", "has a second name (a hard link)"
"""Why something in a folder isn't read."""

_FOLDER: int = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
_FILE: int = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # opening a named pipe would wait for ever
    | getattr(os, "O_BINARY", 0)
)
_Place = tuple[str, ...]


def folder_leaves(root: Path) -> Iterator[Found]:
    """Yield what is in the folder, the shallow before the deep, up to a number.

    Raises:
        OSError: the folder itself can't be read.
    """
    waiting: deque[_Place] = deque([()])
    seen = 0
    while waiting:
        place = waiting.popleft()
        try:
            names = sorted(path.name for path in root.joinpath(*place).iterdir())
        except OSError as error:
            if not place:
                raise
            yield Trouble(f"the folder {shown('/'.join(place))} can't be read: {error.strerror}")
            continue
        for name in names:
            if (seen := seen + 1) > ENTRIES:
                yield Trouble(f"it has more than {ENTRIES:,} files; the rest isn't looked at")
                return
            here = (*place, name)
            with suppress(FileNotFoundError):  # taken away since
                told = root.joinpath(*here).lstat()
                if not stat.S_ISDIR(told.st_mode):
                    yield leaf(root, here, told)
                elif looked_into(here):
                    waiting.append(here)


def leaf(root: Path, place: _Place, told: os.stat_result) -> Leaf:
    """Return the leaf at a place below `root`."""
    moment = datetime.fromtimestamp(max(0, told.st_mtime), UTC)
    read = partial(_read, root, place)
    return Leaf("/".join(place), told.st_size, moment, read, odd(told))


def odd(told: os.stat_result) -> str:
    """Return why what `told` is about isn't read; nothing if it is."""
    if stat.S_ISLNK(told.st_mode):
        return LINK
    if not stat.S_ISREG(told.st_mode):
        return SPECIAL
    return DOUBLE if told.st_nlink > 1 else ""


def open_below(root: Path, place: _Place) -> int:
    """Open the regular file at a place below `root`, and return its descriptor.

    Every folder on the way is opened from the one above, so nobody can put a link there
    in the meantime.

    Raises:
        UnreadableError: it is something else, or can't be opened.
    """
    try:
        opened = _opened(root, place)
    except OSError as error:
        raise UnreadableError(f"can't be read: {error.strerror}") from error
    if why := odd(os.fstat(opened)):
        os.close(opened)
        raise UnreadableError(why)
    return opened


def _opened(root: Path, place: _Place) -> int:
    if os.open not in os.supports_dir_fd:
        return os.open(root.joinpath(*place), _FILE)
    folder = os.open(root, os.O_RDONLY)
    try:
        for name in place[:-1]:
            below = os.open(name, _FOLDER, dir_fd=folder)
            os.close(folder)
            folder = below
        return os.open(place[-1], _FILE, dir_fd=folder)
    finally:
        os.close(folder)


def _read(root: Path, place: _Place, most: int) -> bytes:
    with os.fdopen(open_below(root, place), "rb") as file:
        try:
            return file.read(most)
        except OSError as error:
            raise UnreadableError(f"can't be read: {error.strerror}") from error
