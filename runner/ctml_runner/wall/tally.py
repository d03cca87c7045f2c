"""The tally: what all processes of a box hold together, added up now and then from outside.

Each process has a limit on its own memory, and there may be many. A control group would bind them
as a whole, and takes rights that whoever grades seldom has. So a thread of the trusted side looks
at the box of the part that is judged, and ends it when it holds too much. Elsewhere than on Linux
nobody can look, and each process has its own limit alone.
"""

import contextlib
import os
import re
import signal
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from ctml_runner.wall.messages import Pipe

TOO_MUCH = "its processes took more memory together than they may"

_OFTEN = 0.05  # seconds between two looks
_HELD = re.compile(rb"^(?:RssAnon|RssShmem|VmSwap):\s*(\d+) kB", re.MULTILINE)


class Tally:
    """Looks at one box at a time, for as long as a part is judged in it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._box = 0
        self._most = 0
        self._fresh = False
        self._pipe: Pipe | None = None
        self._over = threading.Event()
        self._looking = threading.Thread(target=self._look, daemon=True)
        self._looking.start()

    def begin(self, box: int, most: int, pipe: Pipe) -> None:
        """Watch a box.

        Args:
            box: its first process.
            most: bytes that all of its processes may hold together.
            pipe: what is said over it counts no more once they hold more.
        """
        with self._lock:
            self._box, self._most, self._pipe = box, most, pipe
            self._fresh = True

    def end(self) -> None:
        """Watch it no more; its processes may end, and their numbers become those of others."""
        with self._lock:
            self._box, self._pipe = 0, None

    def close(self) -> None:
        """Look at nothing any more."""
        self._over.set()
        self._looking.join()

    def _look(self) -> None:
        while not self._over.wait(_OFTEN):
            # Where this process itself has no memory left for a look, the next look will do.
            with self._lock, contextlib.suppress(MemoryError):
                if self._fresh:  # most parts are judged before anything could grow large
                    self._fresh = False
                elif self._pipe is not None and held(below := tree(self._box)) > self._most:
                    self._pipe.cut = TOO_MUCH
                    _kill(below)
                    self._box, self._pipe = 0, None


def tree(root: int) -> Sequence[int]:
    """Return a process and all that it has started, and they have."""
    found = [root]
    for process in found:
        found.extend(_children(process))
    return found


def held(processes: Sequence[int]) -> int:
    """Return the bytes that processes hold together: memory that is of no file, swapped or not.

    What a fork shares with its parent, and shared memory, counts for each that has it.
    """
    return sum(map(_held, processes))


def _held(process: int) -> int:
    """Return the bytes of one; its first thread may have ended, and another still tells."""
    for status in _tasks(process, "status"):
        if found := _HELD.findall(status):
            return 1024 * sum(map(int, found))
    return 0


def _children(process: int) -> Iterator[int]:
    for children in _tasks(process, "children"):
        yield from map(int, children.split())


def _tasks(process: int, file: str) -> Iterator[bytes]:
    """Yield what a file says of each thread of a process; nothing of one that has ended."""
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            yield (task / file).read_bytes()


def _kill(processes: Sequence[int]) -> None:
    """Kill the first one's group, which is the whole box but at level 0, and each by itself."""
    with contextlib.suppress(OSError):
        os.killpg(processes[0], signal.SIGKILL)
    for process in processes:
        with contextlib.suppress(OSError):
            os.kill(process, signal.SIGKILL)
