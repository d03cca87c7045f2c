"""Both rooms: each answer of the course, judged beside the checks and across the wall.

The outcome is the same when the same tests pass: those that the judge of the watch reports as
passed pass across the wall, and no others. A part that can't be imported passes none. Of an answer
that ran out of time or took a tool with it, and of the flatterer, whose types fail anyway, only
this is asked: that it does not pass across the wall.

Across the wall a law's inputs are drawn anew for each grading. An answer that breaks a law for few
inputs alone may keep it in one draw; so one that differs is judged again with other draws, until
the outcome is the same or the draws are used up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from ctml_runner.authoring.proof import Crossing, Crossings, Trial, TriedMisconception
from ctml_runner.authoring.sources import Entry
from ctml_runner.authoring.wrong_answer import WrongAnswer
from ctml_runner.course.compose import prepare_checks
from ctml_runner.errors import AuthorError
from ctml_runner.judging.verdict import Outcome, Verdict
from ctml_runner.wall.limits import PartLimits
from ctml_runner.wall.opening import Wall
from ctml_runner.wall.verdict import WallVerdict

_DRAWS: Final = 8
"""Draws of the laws' inputs; always the same ones, so that a course has the same findings."""
_RAN: Final = {Outcome.PASSED, Outcome.FAILED, Outcome.ESCAPED}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to an exercise, as it was judged beside the checks.

    Attributes:
        what: which answer, for the author to read.
        file: where it stands.
        line: its line there.
        part: the learner's part.
        failed: the tests that did not pass; None if only a pass would be wrong.
    """

    what: str
    file: PurePosixPath
    line: int
    part: str
    failed: frozenset[str] | None


def judge_across(wall: Wall, entry: Entry, answers: Sequence[Answer]) -> Crossings:
    """Judge all answers to one exercise across the wall.

    Raises:
        ToolError: a process of the wall can't be started.
    """
    tried: dict[Answer, Crossing] = {}
    left = list(answers)
    for seed in range(_DRAWS):
        try:
            found = wall.judge(entry.exercise, [one.part for one in left], seed, PartLimits())
        except AuthorError as error:
            return Crossings((), error.what)
        tried |= {one: _crossing(one, far) for one, far in zip(left, found, strict=True)}
        left = [one for one in left if not (tried[one].agrees or tried[one].far.passed)]
        if not left:
            break
    return Crossings(tuple(tried[one] for one in answers))


def _crossing(answer: Answer, far: WallVerdict) -> Crossing:
    return Crossing(answer.what, answer.file, answer.line, answer.failed, far)


def answers(
    entry: Entry,
    start: Trial,
    solution: Trial,
    misconceptions: Sequence[TriedMisconception],
    flatterers: Sequence[WrongAnswer],
) -> tuple[Answer, ...]:
    """Return every answer that is to be judged in both rooms."""
    return (
        Answer("the start", entry.file, 1, entry.exercise.start, _failed(entry, start.verdict)),
        Answer(
            "the solution", entry.solution_file, 1, entry.solution.part,
            _failed(entry, solution.verdict),
        ),
        *(
            Answer(
                f"the misconception {one.misconception.name!r}", entry.table, one.line, one.part,
                _failed(entry, one.trial.verdict),
            )
            for one in misconceptions
        ),
        *(Answer(one.what, entry.solution_file, one.line, one.part, None) for one in flatterers),
    )  # fmt: skip


def _failed(entry: Entry, verdict: Verdict) -> frozenset[str] | None:
    """Return the tests that did not pass; all of them, if the part could not be imported."""
    if verdict.outcome not in _RAN:
        return None
    names = frozenset(failure.test for failure in verdict.test_failures)
    unparsed = any(fault.code == "syntax" for fault in verdict.type_errors)
    tests = frozenset(name for name, _ in prepare_checks(entry.exercise.checks).tests)
    return tests if unparsed or "" in names else names
