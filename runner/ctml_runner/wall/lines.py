"""Lines from a process of the wall's own, and its last words when it could not be started."""

import socket
import subprocess
import time

from ctml_runner.wall.sandbox.box import end


class Hushed(Exception):  # noqa: N818  # what happened to the other side
    """No line came: the other side is gone."""


class Silent(Hushed):
    """No line came in time."""


class Lines:
    """Reads lines from a socket, each with a deadline of its own.

    Args:
        line: the socket.
        longest: bytes that may come before a line ends.
    """

    def __init__(self, line: socket.socket, longest: int) -> None:
        self._line = line
        self._longest = longest
        self._unread = bytearray()

    def next(self, seconds: float) -> bytes:
        """Return the next line.

        Raises:
            Hushed: none came, or one without an end.
        """
        until = time.monotonic() + seconds
        while b"\n" not in self._unread:
            self._line.settimeout(max(until - time.monotonic(), 0.001))
            try:
                data = self._line.recv(1 << 16)
            except TimeoutError as error:
                raise Silent from error
            except OSError as error:
                raise Hushed from error
            if not data or len(self._unread) > self._longest:
                raise Hushed
            self._unread += data
        found, _, self._unread = self._unread.partition(b"\n")
        return bytes(found)


def last_words(process: subprocess.Popen[bytes]) -> str:
    """End a process, and return the last line of what it said of its trouble."""
    end(process)
    said = process.stderr.read() if process.stderr is not None else b""
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it ended without a word"
