"""A process of the wall's own, seen from whoever started it: a socket to it, and its lines."""

import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ctml_runner.errors import ToolError
from ctml_runner.wall.sandbox.box import end
from ctml_runner.wall.scratch import Scratch


class Hushed(Exception):  # noqa: N818  # what happened to the process
    """No line came: the process is gone."""


class Silent(Hushed):
    """No line came in time."""


class Launched:
    """A process with a folder of its own, and with a socket as its descriptor 0.

    Args:
        what: what it is, for the message that it can't be started.
        command: from its folder to the command.
        environment: its whole environment.
        above: where its folder is made; by default where the system makes such folders.

    Attributes:
        line: our end of the socket.

    Raises:
        ToolError: it can't be started.
    """

    def __init__(
        self,
        what: str,
        command: Callable[[Path], Sequence[str]],
        environment: Mapping[str, str],
        above: Path | None = None,
    ) -> None:
        self._what = what
        self._scratch = Scratch("wall", above)
        folder = self._scratch.path
        self.line, theirs = socket.socketpair()
        self._unread = bytearray()
        try:
            self._process = subprocess.Popen(
                command(folder),
                cwd=folder,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=environment,
                start_new_session=True,
            )
        except OSError as error:
            self.line.close()
            self._scratch.remove()
            raise self._not_started(str(error.strerror)) from error
        finally:
            theirs.close()

    @property
    def number(self) -> int:
        """The process's number; its group has the same."""
        return self._process.pid

    def wait_ready(self, seconds: float) -> None:
        """Wait for its first line.

        Raises:
            ToolError: none came; the last thing that it said is told.
        """
        try:
            self.next_line(seconds, longest=1 << 16)
        except Hushed as error:
            end(self._process)
            said = self._process.stderr.read() if self._process.stderr is not None else b""
            lines = said.decode(errors="replace").strip().splitlines()
            self.close()
            raise self._not_started(lines[-1] if lines else "it said nothing") from error

    def next_line(self, seconds: float, longest: int) -> bytes:
        """Return the next line.

        Raises:
            Hushed: none came, or one that is longer.
        """
        until = time.monotonic() + seconds
        while b"\n" not in self._unread:
            self.line.settimeout(max(until - time.monotonic(), 0.001))
            try:
                data = self.line.recv(1 << 16)
            except TimeoutError as error:
                raise Silent from error
            except OSError as error:
                raise Hushed from error
            if not data or len(self._unread) > longest:
                raise Hushed
            self._unread += data
        found, _, self._unread = self._unread.partition(b"\n")
        return bytes(found)

    def close(self) -> None:
        """End the process with all that it has started."""
        self.line.close()
        end(self._process)
        if self._process.stderr is not None:
            self._process.stderr.close()
        self._scratch.remove()

    def _not_started(self, why: str) -> ToolError:
        return ToolError(f"{self._what} can't be started: {why}", next_step="ctml doctor")
