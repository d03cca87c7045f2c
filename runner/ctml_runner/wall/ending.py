"""Ending every process that a worker has left behind, whatever it did to stay."""

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

_LONG = 0.5  # seconds that processes may go on being found
_A_LITTLE = 0.001  # seconds until the next look


def namespace() -> str:
    """Return which namespace of processes this one lives in; empty where nobody knows."""
    try:
        return str(Path("/proc/self/ns/pid").readlink())
    except OSError:
        return ""


class Ending:
    """Ends all processes but this one.

    Where the box has a namespace of its own, one ``kill(-1)`` does it: the kernel signals every
    process there while none can fork. Elsewhere what is below this process is hunted down, as far
    as it can be seen; whoever started the box is told if some remain, and ends the box as a whole.

    Args:
        outside: the namespace of whoever started the box.

    Attributes:
        alone: whether the box has a namespace of its own.
    """

    def __init__(self, outside: str) -> None:
        inside = namespace()
        self.alone = bool(inside and outside) and inside != outside

    def end_all(self, worker: int) -> bool:
        """End them, and wait until they have ended; return whether all have.

        Args:
            worker: the one that was forked here; the others it has left.
        """
        if not self.alone:
            return _hunt(worker)
        with contextlib.suppress(ProcessLookupError):
            os.kill(-1, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            while True:
                os.waitpid(-1, 0)
        return True


def _hunt(worker: int) -> bool:
    """Kill the worker, and what it left, which becomes our child, until there is no child."""
    until = time.monotonic() + _LONG
    found = [worker]
    while time.monotonic() < until:
        for child in found:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(child, signal.SIGKILL)
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(_A_LITTLE)
        except ChildProcessError:
            return True
        found = list(_children())
    return False


def _children() -> Iterator[int]:
    """Yield the processes whose parent is this one."""
    own = os.getpid()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it ended while we looked
            if int(stat.read_bytes().rpartition(b")")[2].split()[1]) == own:
                yield int(stat.parent.name)
