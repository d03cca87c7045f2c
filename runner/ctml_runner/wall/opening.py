"""Opening a wall: the processes on both sides of it, and who may use them."""

import contextlib
import queue
from collections.abc import Collection, Iterator, Sequence

from ctml_runner.course.exercise import Exercise
from ctml_runner.wall.checks import wall_off
from ctml_runner.wall.job import Job
from ctml_runner.wall.limits import Limits, PartLimits
from ctml_runner.wall.met import of_tests
from ctml_runner.wall.sandbox.box import Box
from ctml_runner.wall.side import Side
from ctml_runner.wall.verdict import WallVerdict

_AT_A_TIME = 100  # parts in one session, so that no process holds a whole cohort at once


class Wall:
    """Judges the tests of many parts across a wall; may be used from several threads at once.

    Args:
        sides: the trusted processes; a call of `judge` takes one, and waits while none is free.
    """

    def __init__(self, sides: Sequence[Side]) -> None:
        self._free: queue.SimpleQueue[Side] = queue.SimpleQueue()
        for side in sides:
            self._free.put(side)

    def judge(
        self,
        exercise: Exercise,
        parts: Sequence[str],
        seed: int,
        limits: Limits,
        known: Collection[str] = (),
    ) -> tuple[WallVerdict, ...]:
        """Return one verdict for each part, in order, whatever the parts do.

        The more parts of one exercise at a time, the cheaper each: the checks are read once and
        the inputs of their laws are drawn once. No part is parsed, let alone run, on this side.

        Args:
            exercise: what the parts are answers to.
            parts: learners' parts, as ``compose`` cuts them out of the files they sent.
            seed: what the laws' inputs are drawn from; a secret of whoever grades.
            limits: what each part may use; an exercise that takes longer has its own time.
            known: the facts by which misconceptions of the exercise are known.

        Raises:
            ToolError: a process of the wall can't be started.
            AuthorError: the checks can't cross the wall: they fail before any part is there.
        """
        checks = wall_off(exercise)
        allowed = _allowed(limits, exercise)
        facts = of_tests(known)
        side = self._free.get()
        try:
            return tuple(
                verdict
                for first in range(0, len(parts), _AT_A_TIME)
                for verdict in side.judge(
                    Job(checks, tuple(parts[first : first + _AT_A_TIME]), seed, allowed, facts)
                )
            )
        finally:
            self._free.put(side)


def _allowed(limits: Limits, exercise: Exercise) -> PartLimits:
    return PartLimits(
        seconds=max(limits.seconds, exercise.limit),
        memory_mib=limits.memory_mib,
        processes=limits.processes,
        files_mib=limits.files_mib,
    )


@contextlib.contextmanager
def open_wall(box: Box | None, *, at_once: int = 1) -> Iterator[Wall]:
    """Yield a wall; end all of its processes, and what they judge, afterwards.

    Args:
        box: what each worker is confined to; None confines it to nothing, which is for answers
            that are trusted, such as the course's own.
        at_once: how many calls of `judge` may be under way at once; each has a trusted process
            and a worker's zygote of its own, started when first needed.
    """
    sides = [Side(box) for _ in range(at_once)]
    try:
        yield Wall(sides)
    finally:
        for side in sides:
            side.close()
