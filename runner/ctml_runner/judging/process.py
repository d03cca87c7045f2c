"""One job in a process of its own, seen from outside: wait for its facts, or end it."""

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import IO

OUTPUT = 64 * 1024
"""Bytes of printed output that are kept; the rest is read and counted."""

_FACTS = 4 * 1024 * 1024  # bytes of facts that are believed; a verdict is a few thousand
_DONE = b'{"done": true}\n'
_GRACE = 0.2  # seconds that a process left behind may hold the output open after a verdict
_LAST_WORDS = 3.0  # seconds in which the output of ended processes must have ended too
_WARMING = 60.0  # seconds that a process may take to get warm; the job's own time starts after


class How(Enum):
    """How a job's process ended."""

    DONE = auto()
    DIED = auto()
    TIME = auto()
    KILLED = auto()
    LOST = auto()
    """It never began, or the warm process it came from is gone: no fault of what was judged."""


@dataclass(frozen=True, slots=True)
class Ended:
    """What a job left.

    Attributes:
        how: how it ended.
        facts: its lines of JSON; and, if it ran out of time, where each thread was.
        output: what was printed, at most `OUTPUT` bytes of it.
        cut: how many more bytes were printed.
        status: the process's exit status if it died, negative for a signal; else None.
    """

    how: How
    facts: tuple[str, ...]
    output: str
    cut: int
    status: int | None = None


class Running:
    """A job under way.

    Args:
        facts: descriptor that the job's facts are read from; closed here.
        output: descriptor that what it prints is read from; closed here.
        kill: ends the job's processes, now; may be called when they have ended.
        status: waits at most so many seconds for the process's end; its exit status, or
            None if nobody knows it.
    """

    def __init__(
        self,
        facts: int,
        output: int,
        kill: Callable[[], None],
        status: Callable[[float], int | None],
    ) -> None:
        self._facts = facts
        self._kill = kill
        self._status = status
        self._why: How | None = None
        self._printed = bytearray()
        self._cut = 0
        self._reader = threading.Thread(target=self._drain, args=(output,), daemon=True)
        self._reader.start()

    def kill(self, why: How = How.KILLED) -> None:
        """End the job; whoever waits for it gets `why`."""
        self._why = self._why or why
        self._kill()

    def wait(self, seconds: float) -> Ended:
        """Wait for the job's end, at most `seconds` once it is warm, and end what it left."""
        with os.fdopen(self._facts, "rb", buffering=0) as channel:
            with self._killed_after(_WARMING, How.LOST):
                data = bytearray(channel.read(65536))
            began = bool(data)
            with self._killed_after(seconds, How.TIME):
                done = self._read_facts(channel, data)
                # What closed its channel may run on: the time that is left is its own.
                status = None if done else self._status(seconds + _LAST_WORDS)
        self._kill()
        self._reader.join(_GRACE if done else _LAST_WORDS)
        lost = How.LOST if status is None or not began else How.DIED
        return Ended(
            how=How.DONE if done else self._why or lost,
            facts=tuple(data[:_FACTS].decode(errors="replace").splitlines()),
            output=bytes(self._printed).decode(errors="replace"),
            cut=self._cut,
            status=status,
        )

    @contextlib.contextmanager
    def _killed_after(self, seconds: float, why: How) -> Iterator[None]:
        timer = threading.Timer(seconds, self.kill, args=(why,))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _read_facts(self, channel: IO[bytes], data: bytearray) -> bool:
        """Read facts to their end; return whether the job was done."""
        while not data.endswith(_DONE):
            chunk = channel.read(65536)
            if not chunk:
                return False
            data += chunk
            if len(data) > _FACTS:
                self.kill(How.DIED)
        del data[-len(_DONE) :]
        return True

    def _drain(self, descriptor: int) -> None:
        with contextlib.suppress(OSError), os.fdopen(descriptor, "rb", buffering=0) as channel:
            while chunk := channel.read(65536):
                room = OUTPUT - len(self._printed)
                self._printed += chunk[:room]
                self._cut += max(len(chunk) - room, 0)
