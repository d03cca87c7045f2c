"""Interrupt: Ctrl-C at once before the first step, and from then on between two of them."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ENDING = ("SIGINT", "SIGTERM", "SIGHUP")


class Interrupt:
    """Whether somebody wants it to end.

    Attributes:
        wanted: since the first Ctrl-C after ``begin``; the second one is not waited for.
    """

    def __init__(self) -> None:
        self.wanted = False
        self._begun = False

    def begin(self) -> None:
        """Let what is under way be finished from now on: there is something to be saved."""
        self._begun = True

    def end(self) -> None:
        """Break off at once again: all is saved."""
        self._begun = False

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        if self.wanted or not self._begun:
            raise KeyboardInterrupt
        self.wanted = True


@contextmanager
def interruptible() -> Iterator[Interrupt]:
    """Note Ctrl-C, and the wish to end, instead of breaking off; give the signals back after."""
    interrupt = Interrupt()
    numbers = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
    before = {number: signal.signal(number, interrupt._ask) for number in numbers}
    try:
        yield interrupt
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
