"""What a watch costs while nobody saves: processor time, and memory (Linux)."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Bound, Figure
from benchmarks.watcher import Watcher

_NOTHING = Bound(50)  # milliseconds of processor time; the clock ticks in tens
_PROC = Path("/proc")


def figures(watcher: Watcher, seconds: float) -> Iterator[Figure]:
    """Look at the whole tree of processes before and after some idle seconds."""
    if not (_PROC / "self/stat").exists():
        return
    time.sleep(1)  # let the last judgement end
    before = processor_seconds(watcher.process.pid)
    time.sleep(seconds)
    used = processor_seconds(watcher.process.pid) - before
    yield Figure(f"processor time in {seconds:g} s of idle watch", "ms", (used * 1000,), _NOTHING)
    for process, what in _named(watcher.process.pid):
        yield Figure(f"memory of {what}, shared parts in part", "MiB", (megabytes(process),))


def processor_seconds(root: int) -> float:
    """Return what a process and all below it have used, those that ended included."""
    return sum(map(own_seconds, tree(root)))


def own_seconds(process: int) -> float:
    """Return what a process has used, with those of its children that ended."""
    return sum(map(int, _stat(process)[11:15])) / os.sysconf("SC_CLK_TCK")


def tree(root: int) -> list[int]:
    """Return a process and all below it."""
    parents = {}
    for folder in _PROC.glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int(_stat(int(folder.name))[1])
        except OSError:  # it ended while we looked
            continue
    found = [root]
    for process in found:
        found.extend(child for child, parent in parents.items() if parent == process)
    return found


def _stat(process: int) -> list[str]:
    """Return the fields behind the name: state, parent, …"""
    return (_PROC / f"{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()


def _named(root: int) -> Iterator[tuple[int, str]]:
    """Yield the watch and its warm processes, each with what it is."""
    for process in tree(root):
        words = (_PROC / f"{process}/cmdline").read_text(encoding="utf-8").split("\0")
        for kind in ("types", "tests"):
            if kind in words:
                yield process, f"the warm process for {kind}"
        if process == root:
            yield process, "the watch itself"


def megabytes(process: int) -> float:
    """Return the proportional set size, in which a shared page counts by its share."""
    lines = (_PROC / f"{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
