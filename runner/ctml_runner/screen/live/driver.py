"""The driver: Textual's own for Unix, which sleeps while nobody types.

Textual's looks ten times a second whether it shall end. Ours waits for a key or for a word to
end, and only after a key looks whether an escape sequence will go on. It also ends when the
terminal has gone, where Textual's would read the end of it for ever.
"""

import asyncio
import contextlib
import os
import selectors
import signal
import threading
from codecs import getincrementaldecoder

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.geometry import Size

_ESCAPE = 0.05  # seconds between looks whether a lone Esc stays alone
_LOOKS = 4


class _Waking(threading.Event):
    """An event that can be waited for together with a file."""

    def __init__(self) -> None:
        super().__init__()
        self.file, self._writing = os.pipe()

    def set(self) -> None:
        """Set it, and wake who waits."""
        super().set()
        os.write(self._writing, b".")

    def clear(self) -> None:
        """Clear it; nothing is left to read."""
        if self.is_set():
            os.read(self.file, 4096)
        super().clear()


class QuietDriver(LinuxDriver):
    """Reads keys without looking at the clock."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._waking = _Waking()
        self.exit_event = self._waking

    def start_application_mode(self) -> None:
        """Take the terminal, and tell every change of its size."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's has no types
        # Textual's handler reads the size at once; of two, one inside the other, the older size
        # would be told last. Ours reads it when its turn has come.
        loop = asyncio.get_running_loop()
        signal.signal(signal.SIGWINCH, lambda *_: loop.call_soon_threadsafe(self._tell_size))

    def _tell_size(self) -> None:
        if not self._in_band_window_resize:
            size = Size(*self._get_terminal_size())
            self._app.post_message(Resize(size, size))

    def write(self, data: str) -> None:
        """Write to the terminal, unless it has gone."""
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().write(data)

    def run_input_thread(self) -> None:
        """Hand on what is typed until the word to end comes."""
        parser, decode = XTermParser(self._debug), getincrementaldecoder("utf-8")("replace").decode
        looks = 0
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._waking.file, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                ready = selector.select(_ESCAPE if looks else None)
                looks = _LOOKS if ready else looks - 1
                if any(key.fd == self.fileno for key, _ in ready):
                    data = self._read()
                    if not data:
                        self._app.call_later(self._app.exit)
                        return
                    for event in parser.feed(decode(data)):
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)

    def _read(self) -> bytes:
        with contextlib.suppress(OSError):  # what a terminal that has gone answers
            return os.read(self.fileno, 4096)
        return b""
