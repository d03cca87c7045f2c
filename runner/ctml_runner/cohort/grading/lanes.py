"""Lanes: as many graders as work at once on one machine, each made when it is first needed."""

import contextlib
import threading
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Self

from ctml_runner.cohort.grading.batch import Batch
from ctml_runner.cohort.grading.lane import Lane, open_lane
from ctml_runner.cohort.results import Graded
from ctml_runner.wall.sandbox import Box


class Lanes:
    """Grades batches from several threads at once; a context manager that ends all graders.

    Args:
        box: what everything that a learner wrote is confined to.
        cache: the type checker's warm cache.
    """

    def __init__(self, box: Box, cache: Path) -> None:
        self._box = box
        self._cache = cache
        self._free: SimpleQueue[Lane] = SimpleQueue()
        self._lock = threading.Lock()
        self._opened = contextlib.ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End every grader, also one that is at work."""
        with self._lock:
            self._opened.close()

    def grade(self, batch: Batch) -> list[Graded]:
        """Return the verdicts on a batch; see `Lane.grade`."""
        lane = self._take()
        try:
            return lane.grade(batch)
        finally:
            self._free.put(lane)

    def _take(self) -> Lane:
        try:
            return self._free.get_nowait()
        except Empty:
            with self._lock:
                return self._opened.enter_context(open_lane(self._box, self._cache))
