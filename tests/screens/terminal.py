"""A terminal for tests: it starts a command in a real pseudo-terminal, types, and looks."""

import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

from tests.screens.emulated import Emulated

CTML = (sys.executable, "-m", "ctml_runner")
_KEYS = {
    "enter": "\r", "esc": "\x1b", "tab": "\t", "space": " ", "backspace": "\x7f",
    "up": "\x1b[A", "down": "\x1b[B", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
    "home": "\x1b[H", "end": "\x1b[F",
    "ctrl+c": "\x03", "ctrl+d": "\x04", "ctrl+z": "\x1a",
}  # fmt: skip
_PATIENCE = 30.0


class Terminal:
    """A command at work on a terminal; a context manager that ends it.

    Args:
        command: what is started.
        cwd: where.
        rows: the terminal's lines.
        columns: its columns.
        environment: what is different in the environment; None removes a variable.
    """

    def __init__(
        self,
        command: Sequence[str],
        cwd: Path,
        rows: int = 24,
        columns: int = 80,
        **environment: str | None,
    ) -> None:
        self._screen = Emulated(rows, columns)
        self._came = threading.Condition()
        self._gone = threading.Event()
        self.written = b""
        self._ours, self._theirs = os.openpty()
        self._set_size(rows, columns)
        self._modes = termios.tcgetattr(self._theirs)
        # The first terminal that a new session opens is the one that Ctrl-C is typed at.
        opening = ["/bin/sh", "-c", 'exec "$@" <"$0" >"$0" 2>"$0"', os.ttyname(self._theirs)]
        self.process = subprocess.Popen(
            [*opening, *command], cwd=cwd, env=_environment(environment), start_new_session=True
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.hang_up()

    @property
    def lines(self) -> list[str]:
        """What is seen, line by line."""
        with self._came:
            return self._screen.lines

    @property
    def text(self) -> str:
        """What is seen."""
        return "\n".join(self.lines)

    @property
    def colours(self) -> set[str]:
        """Every colour that is seen."""
        with self._came:
            return self._screen.colours

    @property
    def drawing(self) -> bool:
        """Whether a program has taken the whole screen."""
        with self._came:
            return self._screen.alternate

    @property
    def left(self) -> set[str]:
        """What is otherwise than before the command was started."""
        with self._came:
            found = self._screen.left_on
        return found | ({"modes"} if termios.tcgetattr(self._theirs) != self._modes else set())

    def until(self, *texts: str, timeout: float = _PATIENCE) -> None:
        """Wait until all of `texts` are seen.

        Raises:
            AssertionError: they are not seen in time, or the command has ended without them.
        """
        self.wait_for(lambda seen: all(text in seen for text in texts), str(texts), timeout)

    def until_gone(self, text: str, timeout: float = _PATIENCE) -> None:
        """Wait until `text` is not seen.

        Raises:
            AssertionError: it stays.
        """
        self.wait_for(lambda seen: text not in seen, f"no {text!r}", timeout)

    def wait_for(self, fits: Callable[[str], bool], what: str, timeout: float = _PATIENCE) -> None:
        """Wait until what is seen fits.

        Raises:
            AssertionError: it does not in time.
        """
        end = time.monotonic() + timeout
        with self._came:
            while not fits("\n".join(self._screen.lines)):
                left = end - time.monotonic()
                assert left > 0, f"{what} was not seen within {timeout} s:\n{self._framed()}"
                self._came.wait(left)

    def press(self, *keys: str) -> None:
        """Type keys by their names, or text as it is, all at once."""
        self.type("".join(_KEYS.get(key, key) for key in keys))

    def type(self, text: str) -> None:
        """Type some text."""
        os.write(self._ours, text.encode())

    def resize(self, rows: int, columns: int) -> None:
        """Change the terminal's size, as somebody does who drags its corner."""
        with self._came:
            self._screen.resize(rows, columns)
        self._set_size(rows, columns)

    def kill(self, number: signal.Signals) -> None:
        """Send the command a signal."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Close the terminal, as somebody does who closes its window."""
        if not self._gone.is_set():
            self._gone.set()
            self._reader.join()
            os.close(self._theirs)
            os.close(self._ours)

    def ended(self, timeout: float = _PATIENCE) -> int:
        """Wait for the end, take in all that was written, and return the exit code.

        Raises:
            AssertionError: it does not end in time.
        """
        try:
            code = self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            with self._came:
                raise AssertionError(f"it goes on and on:\n{self._framed()}") from None
        while not self._gone.is_set() and select.select([self._ours], [], [], 0.2)[0]:
            time.sleep(0.01)
        return code

    def _read(self) -> None:
        while not self._gone.is_set():
            if not select.select([self._ours], [], [], 0.1)[0]:
                continue
            data = os.read(self._ours, 65536)
            with self._came:
                self.written += data
                self._screen.feed(data)
                self._came.notify_all()

    def _set_size(self, rows: int, columns: int) -> None:
        fcntl.ioctl(self._theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _framed(self) -> str:
        return "\n".join(f"| {line}" for line in self._screen.lines)


def _environment(different: dict[str, str | None]) -> dict[str, str]:
    """Return our environment as somebody has it at a terminal who has set nothing."""
    unset = {"NO_COLOR", "COLORTERM", "COLORFGBG", "VISUAL", "EDITOR", "TERM_PROGRAM", "COLUMNS",
             "LINES", "FORCE_COLOR"}  # fmt: skip
    ours = {name: value for name, value in os.environ.items() if name not in unset}
    ours |= {"TERM": "xterm-256color", "LANG": "C.UTF-8"}
    return {
        **{name: value for name, value in ours.items() if name not in different},
        **{name: value for name, value in different.items() if value is not None},
    }
