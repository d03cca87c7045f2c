"""A lane: one grader. Types in a box, tests across the wall in another, one batch after another."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ctml_runner.cohort.grading.batch import Batch, Sent
from ctml_runner.cohort.grading.boxedtypes import BoxedTypes
from ctml_runner.cohort.grading.combining import combine, wants_tests
from ctml_runner.cohort.grading.grader import grader_digest, unmet_need
from ctml_runner.cohort.grading.recognising import recognise
from ctml_runner.cohort.results import Graded, TestMark
from ctml_runner.course.compose import Composed, NotComposed, compose, digest_of
from ctml_runner.judging.verdict import Outcome, Verdict
from ctml_runner.wall.opening import Wall, open_wall
from ctml_runner.wall.sandbox import Box
from ctml_runner.wall.verdict import WallVerdict


@contextlib.contextmanager
def open_lane(box: Box, cache: Path) -> Iterator["Lane"]:
    """Yield a grader; end its processes, and all that they judge, afterwards.

    Args:
        box: what everything that a learner wrote is confined to.
        cache: the type checker's warm cache.
    """
    types = BoxedTypes(box, cache)
    with contextlib.ExitStack() as stack:
        stack.callback(types.remove)
        wall = stack.enter_context(open_wall(box))
        yield Lane(box, types, wall)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What is known of one file: the verdict, and what was composed of it, if it could be."""

    verdict: Verdict
    composed: Composed | None = None
    tests: WallVerdict | None = None

    @property
    def marks(self) -> tuple[TestMark, ...]:
        """Which tests passed, of those that were run."""
        ran = self.tests.tests if self.tests is not None else ()
        return tuple(TestMark(one.name, one.passed) for one in ran)

    @property
    def facts(self) -> tuple[str, ...]:
        """What the failed tests show of known misconceptions."""
        return self.tests.facts if self.tests is not None else ()


class Lane:
    """Judges batches, one at a time.

    Args:
        box: what confines what is judged.
        types: the type checker in its box.
        wall: what judges tests.
    """

    def __init__(self, box: Box, types: BoxedTypes, wall: Wall) -> None:
        self._box = box
        self._types = types
        self._wall = wall

    def grade(self, batch: Batch) -> list[Graded]:
        """Return the verdict on each file of a batch, in order; no file stops another's.

        Raises:
            ToolError: a process that judges can't be started.
            AuthorError: the exercise's checks can't cross the wall.
        """
        grader = grader_digest(batch.exercise, batch.limits)
        now = datetime.now(UTC)
        return [
            self._graded(batch, sent, judged, grader, now)
            for sent, judged in zip(batch.sent, self._judge(batch), strict=True)
        ]

    def _judge(self, batch: Batch) -> list[_Judged]:
        if need := unmet_need(batch.exercise):
            why = f"this exercise needs {need}, which is not installed here"
            return [_not_run(batch, sent, why) for sent in batch.sent]
        made = [compose(batch.exercise, sent.data) for sent in batch.sent]
        composed = [one for one in made if isinstance(one, Composed)]
        whole = iter(self._judge_composed(batch, composed))
        return [
            _not_run(batch, sent, one.why) if isinstance(one, NotComposed) else next(whole)
            for sent, one in zip(batch.sent, made, strict=True)
        ]

    def _judge_composed(self, batch: Batch, made: Sequence[Composed]) -> list[_Judged]:
        seconds = max(batch.exercise.limit, batch.limits.seconds)
        types = self._types.check(made, seconds) if made else ()
        run = [wants_tests(one) for one in types]
        parts = [one.part for one, wanted in zip(made, run, strict=True) if wanted]
        told = iter(self._run(batch, parts) if parts else ())
        judged = []
        for one, said, wanted in zip(made, types, run, strict=True):
            tests = next(told) if wanted else None
            judged.append(_Judged(combine(one, said, tests, seconds), one, tests))
        return judged

    def _run(self, batch: Batch, parts: Sequence[str]) -> Sequence[WallVerdict]:
        known = {fact for one in batch.known for fact in one.fingerprint}
        return self._wall.judge(batch.exercise, parts, batch.seed, batch.limits, known)

    def _graded(
        self, batch: Batch, sent: Sent, judged: _Judged, grader: str, now: datetime
    ) -> Graded:
        verdict = judged.verdict
        alike = None
        if judged.composed is not None and not verdict.passed and _begun(judged.composed):
            alike = recognise(verdict, judged.composed.marker_line, judged.facts, batch.known)
        return Graded(
            learner=sent.learner,
            exercise=batch.exercise.slug,
            file=verdict.file_digest,
            grader=grader,
            outcome=verdict.outcome.value,
            level=int(self._box.level),
            seconds=round(verdict.seconds, 4),
            tests=judged.marks,
            codes=tuple(dict.fromkeys(_codes(verdict))),
            misconception=alike.name if alike else "",
            hint=alike.hint if alike else "",
            said=verdict.said,
            graded=now,
        )


def _not_run(batch: Batch, sent: Sent, why: str) -> _Judged:
    digest = digest_of(sent.data)
    return _Judged(Verdict(batch.exercise.slug, Outcome.NOT_RUN, said=why, file_digest=digest))


def _begun(composed: Composed) -> bool:
    """Whether the learner has changed anything; who hasn't begun hasn't misunderstood anything."""
    return composed.part.rstrip() != composed.exercise.start.rstrip()


def _codes(verdict: Verdict) -> Iterator[str]:
    yield from (fault.code for fault in verdict.type_errors)
    yield from (f"refused:{missed.code}" for missed in verdict.refusals_missing)
    yield from (f"escape:{escape.name}" for escape in verdict.escapes)
