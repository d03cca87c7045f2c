"""Opening a wall: the processes on both sides of it, and who may use them."""

import contextlib
from collections.abc import Iterator, Sequence

from ctml_runner.course.exercise import Exercise
from ctml_runner.wall.box import Box
from ctml_runner.wall.limits import Limits
from ctml_runner.wall.verdict import WallVerdict


class Wall:
    """Judges the tests of many parts across a wall; may be used from several threads at once."""

    def judge(
        self, exercise: Exercise, parts: Sequence[str], seed: int, limits: Limits
    ) -> tuple[WallVerdict, ...]:
        """Return one verdict for each part, in order, whatever the parts do.

        The more parts of one exercise at a time, the cheaper each: the checks are read once and
        the inputs of their laws are drawn once. No part is parsed, let alone run, on this side.

        Args:
            exercise: what the parts are answers to.
            parts: learners' parts, as ``compose`` cuts them out of the files they sent.
            seed: what the laws' inputs are drawn from; a secret of whoever grades.
            limits: what each part may use.

        Raises:
            ToolError: a process of the wall can't be started.
            AuthorError: the checks can't cross the wall: they fail before any part is there.
        """
        raise NotImplementedError


@contextlib.contextmanager
def open_wall(box: Box, *, at_once: int = 1) -> Iterator[Wall]:
    """Yield a wall; end all of its processes, and what they judge, afterwards.

    Args:
        box: what each worker is confined to.
        at_once: how many calls of ``judge`` may be under way at once; each has a trusted process
            and a worker's zygote of its own, started when first needed.
    """
    raise NotImplementedError
