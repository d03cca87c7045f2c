"""Polling: noticing saves where the file system does not tell of them."""

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ctml_runner.watch.settle import Sign

PERIOD = 0.1
"""Seconds between two rounds."""
COARSEST_CLOCK = 2.2
"""Seconds for which a changed file is read again in each round: some file systems count time in
steps of two seconds, and a second write within one step leaves no trace but its bytes."""

Trace = tuple[int, int, int, int]
"""A file's times of change, size and inode."""


class Poller:
    """Compares what the folders hold in rounds, in a thread of its own.

    Args:
        folders: gives the folders to look into, those that were lost left out.
        wanted: whether a path matters.
        heard: called with each path that changed, appeared or went, and what is known of it.
        lost: called with a folder that is not there.
    """

    def __init__(
        self,
        folders: Callable[[], Iterable[Path]],
        wanted: Callable[[Path], bool],
        heard: Callable[[Path, Sign], None],
        lost: Callable[[Path], None],
    ) -> None:
        self._folders = folders
        self._wanted = wanted
        self._heard = heard
        self._lost = lost
        self._traces: dict[Path, Trace] = {}
        self._fresh: dict[Path, float] = {}
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def remember(self) -> None:
        """Take what is there now as seen."""
        self._traces = self._scan()

    def start(self) -> None:
        """Begin the rounds."""
        if self._thread is None:
            self._stopped.clear()
            self._thread = threading.Thread(target=self._rounds, name="ctml-poll", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End the rounds, and wait until they have ended."""
        if self._thread is not None:
            self._stopped.set()
            self._thread.join()
            self._thread = None

    def _rounds(self) -> None:
        self._round()
        while not self._stopped.wait(PERIOD):
            self._round()

    def _round(self) -> None:
        for folder in list(self._folders()):
            if not folder.is_dir():
                self._lost(folder)
        before, self._traces = self._traces, self._scan()
        now = time.monotonic()
        changed = {
            path
            for path in before.keys() | self._traces.keys()
            if before.get(path) != self._traces.get(path)
        }
        for path in changed:
            self._heard(path, Sign.TOUCHED)
        for path in self._fresh.keys() - changed:
            self._heard(path, Sign.DOUBTFUL)
        self._fresh |= dict.fromkeys(changed, now + COARSEST_CLOCK)
        self._fresh = {path: until for path, until in self._fresh.items() if now < until}

    def _scan(self) -> dict[Path, Trace]:
        return {path: trace for folder in self._folders() for path, trace in self._traced(folder)}

    def _traced(self, folder: Path) -> Iterator[tuple[Path, Trace]]:
        for entry in entries(folder):
            path = Path(entry.path)
            if self._wanted(path):
                try:
                    state = entry.stat()
                except OSError:  # gone between two calls, or a link to nothing
                    continue
                yield path, (state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino)


def entries(folder: Path) -> Iterator["os.DirEntry[str]"]:
    """Yield everything in the folder, however deep, not following links to folders."""
    try:
        with os.scandir(folder) as found:
            for entry in found:
                yield entry
                if entry.is_dir(follow_symlinks=False):
                    yield from entries(Path(entry.path))
    except OSError:  # gone, or not ours to read: there is nothing to see
        return
