"""The terminal: whether there is one to draw on, and setting right what a killed program left."""

import contextlib
import os
import sys
from collections.abc import Mapping
from typing import TextIO

_LEFT_ON = (
    "\x1b[?47l"  # the other screen
    "\x1b[?25h"  # a hidden cursor
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"  # the mouse
    "\x1b[?1004l\x1b[?2004l\x1b[?2048l"  # focus, pasting and resizing told in the input
    "\x1b[<u"  # long codes for keys
    "\x1b[?7h\x1b[0m"  # lines that aren't wrapped, colours
)


def is_for_drawing(environment: Mapping[str, str]) -> bool:
    """Whether the three standard streams are a terminal that can do more than print lines."""
    streams = sys.stdin, sys.stdout, sys.stderr
    dumb = environment.get("TERM", "dumb" if os.name == "posix" else "") in {"dumb", "unknown"}
    return not dumb and all(stream and stream.isatty() for stream in streams)


def set_right(out: TextIO) -> None:
    """Undo what a program that was killed may have left on in the terminal.

    Every sequence switches something off, so that a terminal in order stays as it is.
    """
    if not out.isatty():
        return
    out.write(_LEFT_ON)
    out.flush()
    with contextlib.suppress(ImportError):  # Windows has no such modes
        _echo_again()


def _echo_again() -> None:
    """Let what is typed be seen, and Enter and Ctrl-C be what they are."""
    import termios  # noqa: PLC0415  # not on Windows

    with contextlib.suppress(termios.error, OSError):
        modes = termios.tcgetattr(0)
        wanted = termios.ECHO | termios.ICANON
        if modes[3] & wanted == wanted:
            return
        modes[0] |= termios.ICRNL | termios.IXON
        modes[1] |= termios.OPOST | termios.ONLCR
        modes[3] |= wanted | termios.ISIG | termios.IEXTEN | termios.ECHOE | termios.ECHOK
        termios.tcsetattr(0, termios.TCSANOW, modes)
