"""What was tried on one exercise, and what the judge said of each: plain values for the rules."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from ctml_runner.authoring.sources import Entry
from ctml_runner.authoring.wrong_answer import WrongAnswer
from ctml_runner.course.exercise import Misconception
from ctml_runner.judging.verdict import Verdict
from ctml_runner.teaching.misconceptions import START, Known, fingerprint
from ctml_runner.wall.verdict import WallVerdict


@dataclass(frozen=True, slots=True)
class Trial:
    """One judged answer.

    Attributes:
        verdict: what the judge said.
        marker_line: the marker's line in what was judged.
        apart: in what the judge and a cold mypy differ.
    """

    verdict: Verdict
    marker_line: int
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TriedMisconception:
    """A misconception, judged."""

    misconception: Misconception
    line: int
    part: str
    trial: Trial
    fingerprint: frozenset[str]

    @property
    def known(self) -> Known:
        """What the runner will know of it."""
        return Known(self.misconception.name, self.misconception.hint, self.fingerprint)


@dataclass(frozen=True, slots=True)
class Crossing:
    """One answer, judged in both rooms.

    Attributes:
        what: which answer.
        file: where it stands.
        line: its line there.
        near: the tests that did not pass beside the checks; None if only a pass would be wrong.
        far: what the wall says.
    """

    what: str
    file: PurePosixPath
    line: int
    near: frozenset[str] | None
    far: WallVerdict

    @property
    def failed_far(self) -> frozenset[str]:
        """The tests that did not pass across the wall."""
        return frozenset(test.name for test in self.far.tests if not test.passed)

    @property
    def agrees(self) -> bool:
        """Whether the outcome is the same in both rooms."""
        if self.near is None:
            return not self.far.passed
        return self.near == self.failed_far and self.far.passed is not bool(self.near)


@dataclass(frozen=True, slots=True)
class Crossings:
    """Every answer in both rooms; or why the checks can't cross the wall at all."""

    tried: tuple[Crossing, ...] = ()
    impossible: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """All that was tried on one exercise.

    Attributes:
        entry: the exercise.
        start: its start as shipped.
        solution: its solution.
        misconceptions: its known wrong answers.
        survivors: generated wrong answers that did not fail.
        crossings: the answers in both rooms.
    """

    entry: Entry
    start: Trial
    solution: Trial
    misconceptions: tuple[TriedMisconception, ...]
    survivors: tuple[WrongAnswer, ...]
    crossings: Crossings = Crossings()

    @property
    def known(self) -> tuple[Known, ...]:
        """What the runner will know of this exercise: each misconception, and the start.

        A start that is itself a known misconception is that one, and has its hint.
        """
        start = Known(START, "", fingerprint(self.start.verdict, self.start.marker_line))
        tried = tuple(one.known for one in self.misconceptions)
        if any(one.fingerprint == start.fingerprint for one in tried):
            return tried
        return (start, *tried)


def told(verdict: Verdict) -> tuple[str, ...]:
    """Return what a verdict says, in the notation of ``says``, in the order it is read."""
    return tuple(
        dict.fromkeys(
            [
                *(fault.code for fault in verdict.type_errors),
                *(f"refused:{one.code}" for one in verdict.refusals_missing),
                *(failure.test for failure in verdict.test_failures if failure.test),
            ]
        )
    )
