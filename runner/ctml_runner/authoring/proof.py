"""What was tried on one exercise, and what the judge said of each: plain values for the rules."""

from dataclasses import dataclass

from ctml_runner.authoring.sources import Entry
from ctml_runner.authoring.wrong_answers import WrongAnswer
from ctml_runner.course.exercise import Misconception
from ctml_runner.judging.verdict import Verdict
from ctml_runner.teaching.misconceptions import START, Known, fingerprint


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
    trial: Trial
    fingerprint: frozenset[str]

    @property
    def known(self) -> Known:
        """What the runner will know of it."""
        return Known(self.misconception.name, self.misconception.hint, self.fingerprint)


@dataclass(frozen=True, slots=True)
class Proof:
    """All that was tried on one exercise.

    Attributes:
        entry: the exercise.
        start: its start as shipped.
        solution: its solution.
        misconceptions: its known wrong answers.
        survivors: generated wrong answers that did not fail.
    """

    entry: Entry
    start: Trial
    solution: Trial
    misconceptions: tuple[TriedMisconception, ...]
    survivors: tuple[WrongAnswer, ...]

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
