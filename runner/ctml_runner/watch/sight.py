"""One look at a file: all of its bytes, or why not; bounded, and never waiting."""

import errno
import os
import stat
from enum import Enum
from pathlib import Path

from ctml_runner.watch.report import Unreadable

LARGEST = 1_000_000
"""Bytes; no exercise comes near, and reading must end."""


class Nothing(Enum):
    """Why a look gave no bytes, although nothing is wrong."""

    ABSENT = "there is no file"
    CHANGING = "it was written to while it was read, and what was read may be a mixture"


Sight = bytes | Unreadable | Nothing


def look(path: Path) -> Sight:
    """Return the file's bytes, or why they can't be had."""
    try:
        # Non-blocking: opening a pipe would wait for its writer.
        fd = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        return _unopened(path, error)
    try:
        return _read(path, fd)
    except OSError as error:
        return Unreadable(path, f"it could not be read ({error.strerror})")
    finally:
        os.close(fd)


def _read(path: Path, fd: int) -> Sight:
    state = os.fstat(fd)
    if not stat.S_ISREG(state.st_mode):
        return Unreadable(path, _kind(state.st_mode))
    if state.st_size > LARGEST:
        return _too_large(path, state.st_size)
    data = os.read(fd, state.st_size + 1)
    after = os.fstat(fd)
    if (len(data), after.st_size, after.st_mtime_ns) != (state.st_size,) * 2 + (state.st_mtime_ns,):
        return Nothing.CHANGING
    return data


def _unopened(path: Path, error: OSError) -> Sight:
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return Nothing.ABSENT
    if path.is_dir():  # only some systems refuse to open a folder
        return Unreadable(path, _kind(stat.S_IFDIR))
    if isinstance(error, PermissionError):
        return Unreadable(path, "you have no permission to read it")
    return Unreadable(path, f"it could not be opened ({error.strerror})")


def _kind(mode: int) -> str:
    return "it is a folder, not a file" if stat.S_ISDIR(mode) else "it is not an ordinary file"


def _too_large(path: Path, size: int) -> Unreadable:
    return Unreadable(
        path, f"it is {size / 1e6:.1f} MB long, and at most {LARGEST / 1e6:.0f} MB are read"
    )
