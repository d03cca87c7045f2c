"""Grading on this machine: a thread a grader, all of whose work is done by other processes."""

from collections.abc import Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path

from ctml_runner.cohort.grading.batch import Batch
from ctml_runner.cohort.grading.lanes import Lanes
from ctml_runner.cohort.results import Graded
from ctml_runner.wall.sandbox import Box


def grade_here(
    batches: Iterable[Batch], box: Box, cache: Path, jobs: int
) -> Generator[list[Graded], None, None]:
    """Yield the verdicts of each batch as it is graded, `jobs` batches at a time.

    Raises:
        ToolError: a process that judges can't be started.
        AuthorError: the checks of an exercise can't cross the wall.
    """
    waiting = iter(batches)
    with ThreadPoolExecutor(max_workers=jobs) as pool, Lanes(box, cache) as lanes:
        running: set[Future[list[Graded]]] = set()
        while True:
            while len(running) < jobs and (batch := next(waiting, None)) is not None:
                running.add(pool.submit(lanes.grade, batch))
            if not running:
                return
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for one in done:
                yield one.result()
