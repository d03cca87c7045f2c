"""Keys in plain mode: lines of standard input, read without a lock that could outlive us."""

import os
import stat
import sys
import threading
from collections.abc import Callable


def read_lines(line: Callable[[str], None], ended: Callable[[], None]) -> None:
    """Call `line` with each line of standard input, then `ended`; both from another thread."""
    threading.Thread(target=_read, args=(line, ended), name="ctml-keys", daemon=True).start()


def _read(line: Callable[[str], None], ended: Callable[[], None]) -> None:
    # Not through sys.stdin: a thread waiting inside it holds a lock that ending needs.
    rest = b""
    while chunk := _chunk():
        *whole, rest = (rest + chunk).split(b"\n")
        for text in whole:
            line(text.decode(errors="replace"))
    ended()


def _chunk() -> bytes:
    try:
        return os.read(0, 4096)
    except OSError:  # there is no standard input at all
        return b""


def input_may_end_it() -> bool:
    """Whether the end of standard input means that whoever drives us has gone.

    A program that reads JSON lines often gives us the null device; its end says nothing.
    """
    try:
        return not stat.S_ISCHR(os.fstat(0).st_mode) or sys.stdin.isatty()
    except (OSError, AttributeError):
        return False
