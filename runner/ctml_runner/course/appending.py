"""Adding a line to a file, all of it or nothing."""

import os
from contextlib import suppress
from pathlib import Path


def append_whole(path: Path, line: bytes) -> None:
    """Add one whole line or nothing, on a line of its own even after a torn end.

    Args:
        path: the file; it is made if there is none.
        line: with its end; it may be several lines.

    Raises:
        OSError: it can't be written; the file is as it was.
    """
    fd = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
    try:
        size = os.fstat(fd).st_size
        try:
            _write(fd, line if _ends_whole(fd, size) else b"\n" + line)
            os.fsync(fd)
        except BaseException:  # a full disk or Ctrl-C: half a line would eat the next record
            with suppress(OSError):
                os.ftruncate(fd, size)
            raise
    finally:
        os.close(fd)


def _ends_whole(fd: int, size: int) -> bool:
    """Whether the file is empty or ends with the end of a line."""
    if size == 0:
        return True
    os.lseek(fd, size - 1, os.SEEK_SET)
    return os.read(fd, 1) == b"\n"


def _write(fd: int, data: bytes) -> None:
    """Write all of it; the system may take it in pieces."""
    while data:
        data = data[os.write(fd, data) :]
