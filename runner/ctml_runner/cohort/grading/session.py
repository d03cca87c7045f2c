"""A run of grading: what is left is found, judged batch by batch, and each batch is written."""

import contextlib
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.grading.batch import Batch
from ctml_runner.cohort.grading.seed import cohort_seed
from ctml_runner.cohort.grading.wanted import Cohort, Shard
from ctml_runner.cohort.grading.work import Work, batches
from ctml_runner.cohort.results import Graded, append
from ctml_runner.errors import InstructorError, ToolError
from ctml_runner.wall.sandbox import Box, Level, best, prove

_LAST = datetime(9999, 1, 1, tzinfo=UTC)
Verdicts = Generator[list[Graded], None, None]
Grade = Callable[[Iterable[Batch]], Verdicts]
"""Judges batches and yields the verdicts of each as it is judged."""


def choose_box(least: int, *, disposable: bool) -> Box:
    """Return the safest box that this machine has.

    Args:
        least: the weakest level that is allowed.
        disposable: whether the operator says that this machine is thrown away afterwards.

    Raises:
        InstructorError: there is none at that level; what was tried, and what to install.
    """
    box = best(disposable=disposable)
    if box is not None and box.level >= least:
        return box
    level = Level(least)
    proof = prove(level, disposable=disposable)
    has = "no level is held" if box is None else f"level {box.level:d} ({box.level.told}) is"
    allowed = "" if box is None else f"; or, on your own risk: --allow-level {box.level:d}"
    raise InstructorError(
        f"grading wants a sandbox of level {least} ({level.told}); here {has}: {proof.why}",
        next_step=proof.mend or f"level {least} needs {level.needs}{allowed}",
    )


def results_file(folder: CohortFolder, shard: Shard | None) -> Path:
    """Return the file that a run appends to: each machine has its own."""
    if shard is None:
        return folder.results
    return folder.root / f"results.{shard.number}-of-{shard.of}.jsonl"


@contextlib.contextmanager
def alone(folder: CohortFolder, shard: Shard | None) -> Iterator[None]:
    """Let nobody else grade the same part of this cohort meanwhile.

    Raises:
        InstructorError: somebody does already, or the folder can't be written.
    """
    name = results_file(folder, shard).name
    lock = FileLock(folder.hidden / f"{name}.lock", timeout=0)
    try:
        folder.hidden.mkdir(exist_ok=True)
        lock.acquire()
    except Timeout:
        raise InstructorError(
            "this cohort is being graded already",
            where=folder.root,
            next_step="wait for the other ctml cohort grade to end; nothing was touched",
        ) from None
    except PermissionError as error:
        raise InstructorError(
            f"the cohort's folder can't be written: {error.strerror}",
            where=folder.hidden,
            next_step="make the cohort's folder yours to write",
        ) from error
    try:
        yield
    finally:
        lock.release()


def grade(cohort: Cohort, work: Work, shard: Shard | None, judge: Grade) -> Verdicts:
    """Judge some work, and yield each batch's verdicts once they are on the disk.

    Raises:
        InstructorError: the seed can't be kept.
        ToolError: a process that judges can't be started, or the verdicts of a batch can't be
            written; those that were yielded are.
    """
    file = results_file(cohort.folder, shard)
    seed = cohort_seed(cohort.folder)
    waiting = batches(cohort, work, seed)
    with contextlib.closing(judge(waiting)) as judged:
        for batch in judged:
            graded = [_after(work.before.get((one.learner, one.exercise)), one) for one in batch]
            _write(file, graded)
            yield graded


def _after(before: datetime | None, one: Graded) -> Graded:
    """Return a verdict as newer than the one before it: that may be from a clock ahead of ours."""
    if before is None or before < one.graded:
        return one
    return msgspec.structs.replace(one, graded=min(before, _LAST) + timedelta.resolution)


def _write(file: Path, graded: Sequence[Graded]) -> None:
    try:
        append(file, graded)
    except OSError as error:
        raise ToolError(
            f"the verdicts can't be written: {error.strerror}",
            where=file,
            next_step="make room on the disk, and type the command again; what was written stands",
        ) from error


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
