"""From starting ``ctml watch`` in an initialised workspace to the first verdict."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Bound, Figure
from benchmarks.watcher import Watcher

_A_SECOND = Bound(1000)


def figures(workspace: Path, times: int) -> Iterator[Figure]:
    """Start it some times over."""
    took = []
    for _ in range(times):
        with Watcher(workspace) as watcher:
            took.append((watcher.until("verdict")[-1].at - watcher.began) * 1000)
    yield Figure("start of ctml watch to the first verdict", "ms", tuple(took), _A_SECOND)
