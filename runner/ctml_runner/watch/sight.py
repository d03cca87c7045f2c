"""One look at a file: all of its bytes, or why not; bounded, and never waiting."""

import errno
import os
import stat
from pathlib import Path

from ctml_runner.watch.report import Unreadable

LARGEST = 1_000_000
"""Bytes; no exercise comes near, and reading must end."""


def look(path: Path) -> bytes | Unreadable | None:
    """Return the file's bytes, why they can't be had, or None where there is no file."""
    try:
        # Non-blocking: opening a pipe would wait for its writer.
        fd = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        return _unopened(path, error)
    with os.fdopen(fd, "rb", buffering=0, closefd=True) as file:
        state = os.fstat(file.fileno())
        if not stat.S_ISREG(state.st_mode):
            return Unreadable(path, _kind(state.st_mode))
        if state.st_size > LARGEST:
            return _too_large(path, state.st_size)
        return _read(path, file.fileno())


def _read(path: Path, fd: int) -> bytes | Unreadable:
    """Read to the end, or to the limit if the file grows meanwhile."""
    data = bytearray()
    try:
        while chunk := os.read(fd, LARGEST + 1 - len(data)):
            data += chunk
    except OSError as error:
        return Unreadable(path, f"it could not be read ({error.strerror})")
    return bytes(data) if len(data) <= LARGEST else _too_large(path, os.fstat(fd).st_size)


def _unopened(path: Path, error: OSError) -> Unreadable | None:
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return None
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
