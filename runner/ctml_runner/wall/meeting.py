"""Where the two sides meet: on one core, since two that take turns there talk faster."""

import contextlib
import ctypes
import os
import sys


class Meeting:
    """Keeps the trusted process, for as long as one part is judged, on the core where it is.

    Between two parts the system may move it as it likes. Where there is no such call, both sides
    run wherever they run.
    """

    def __init__(self) -> None:
        self._anywhere = _cores()

    def begin(self) -> int | None:
        """Stay on this core; return which one it is, for the worker to come to."""
        core = _current()
        if core is None or core not in self._anywhere:
            return None
        _stay(frozenset({core}))
        return core

    def end(self) -> None:
        """Go wherever the system likes."""
        if self._anywhere:
            _stay(self._anywhere)


def come(core: int | None) -> None:
    """Bring this process to a core, if it may go there."""
    if core is not None:
        _stay(frozenset({core}))


def _stay(cores: frozenset[int]) -> None:
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # it may not; then it stays where it is
            os.sched_setaffinity(0, cores)


def _cores() -> frozenset[int]:
    return frozenset(os.sched_getaffinity(0)) if sys.platform == "linux" else frozenset()


def _current() -> int | None:
    if sys.platform != "linux":
        return None
    core = ctypes.CDLL(None).sched_getcpu()
    return core if isinstance(core, int) and core >= 0 else None
