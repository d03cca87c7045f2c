"""A grader's verdict is the one that a learner got in the watch, for all that the course knows."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cohort.grading.submitted import file_of

from ctml_runner.cohort.grading.batch import Batch, Sent
from ctml_runner.cohort.grading.boxedtypes import BoxedTypes
from ctml_runner.cohort.grading.lane import Lane, open_lane
from ctml_runner.cohort.plan import Limits
from ctml_runner.cohort.results import Graded
from ctml_runner.course.compose import Composed, compose, compose_part
from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.course.exercise import Exercise
from ctml_runner.judging.findings import Broken
from ctml_runner.judging.judge import Judge
from ctml_runner.judging.process import How
from ctml_runner.judging.setup import open_judge
from ctml_runner.judging.verdict import Types, Verdict
from ctml_runner.teaching.misconceptions import load_recorded
from ctml_runner.wall.sandbox import Box

CURRICULUM = read_curriculum()
FEW = tuple(CURRICULUM.course[::4])
"""Exercises whose verdicts are compared whole; ``ctml dev check`` compares all in both rooms."""


@pytest.fixture(scope="module")
def judge(warm: Path) -> Iterator[Judge]:
    with open_judge(warm) as judge:
        yield judge


@pytest.fixture(scope="module")
def types(box: Box, warm: Path) -> Iterator[BoxedTypes]:
    boxed = BoxedTypes(box, warm / "cache")
    yield boxed
    boxed.remove()


@pytest.fixture(scope="module")
def lane(box: Box, warm: Path) -> Iterator[Lane]:
    with open_lane(box, warm / "cache") as lane:
        yield lane


def answers(exercise: Exercise) -> tuple[str, ...]:
    """Return the start, the solution, and every wrong answer that the course knows."""
    right = CURRICULUM.solution(exercise).part
    known = CURRICULUM.misconceptions(exercise)
    wrong = (right.replace(one.original, one.replacement) for one in known)
    return (exercise.start, right, *wrong)


def graded(lane: Lane, exercise: Exercise, *files: bytes) -> list[Graded]:
    known = load_recorded(CURRICULUM.fingerprints_file, CURRICULUM.misconceptions(exercise))
    sent = tuple(Sent(f"learner {n}", data) for n, data in enumerate(files))
    batch = Batch(exercise, sent, Limits(), 1234, known.get(exercise.slug, ()))
    return lane.grade(batch)


def timeless(types: Types | Broken) -> Types | Broken:
    return dataclasses.replace(types, seconds=0.0) if isinstance(types, Types) else types


def noteless(types: Types | Broken) -> Types | Broken:
    """Leave out mypy's notes: one that it tells once in a run comes with one part of a batch."""
    if isinstance(types, Broken):
        return types
    faults = tuple(dataclasses.replace(fault, notes=()) for fault in types.faults)
    return dataclasses.replace(types, faults=faults, seconds=0.0)


def of_verdict(verdict: Verdict) -> Types:
    return Types(verdict.type_errors, verdict.refusals_missing, verdict.escapes)


def failed_in(verdict: Verdict, tests: list[str]) -> list[str]:
    """Return the tests that failed; a file that can't be imported fails them all."""
    failed = [failure.test for failure in verdict.test_failures]
    return tests if failed == [""] else failed


@pytest.mark.parametrize("exercise", FEW, ids=[exercise.slug for exercise in FEW])
def test_grader_and_watch_agree(
    exercise: Exercise, judge: Judge, types: BoxedTypes, lane: Lane
) -> None:
    files = [file_of(exercise, part) for part in answers(exercise)]
    verdicts = [judge.judge(exercise, data) for data in files]
    made = [one for one in (compose(exercise, data) for data in files) if isinstance(one, Composed)]
    said = [timeless(one) for one in types.check(made, exercise.limit)]
    assert said == [of_verdict(verdict) for verdict in verdicts]
    for verdict, one in zip(verdicts, graded(lane, exercise, *files), strict=True):
        failed = [mark.name for mark in one.tests if not mark.passed]
        assert (one.outcome, one.file) == (verdict.outcome, verdict.file_digest)
        assert failed == failed_in(verdict, [mark.name for mark in one.tests])


def test_a_misconception_is_recognised_across_the_wall(lane: Lane) -> None:
    exercise = CURRICULUM.find("token_id")
    known = CURRICULUM.misconceptions(exercise)
    files = [file_of(exercise, part) for part in answers(exercise)]
    start, right, *wrong = graded(lane, exercise, *files)
    assert (start.misconception, right.misconception) == ("", "")
    assert [one.misconception for one in wrong] == [one.name for one in known]
    assert [one.hint for one in wrong] == [one.hint for one in known]


SAVE_ME = CURRICULUM.find("save_me")
RIGHT = CURRICULUM.solution(SAVE_ME).part
UNKNOWN = "import nobody_knows_this\n"


def one_by_one(types: BoxedTypes, parts: list[str]) -> list[Types | Broken]:
    return [noteless(types.check([compose_part(SAVE_ME, one)], 10)[0]) for one in parts]


def test_parts_of_one_batch_know_nothing_of_each_other(types: BoxedTypes) -> None:
    parts = [
        RIGHT,
        RIGHT + "class Same:\n    x: int = 1\n",
        RIGHT + "class Same:\n    x: str = 1\n",
        RIGHT + UNKNOWN,
        RIGHT + UNKNOWN,
        RIGHT + "import sqlite3\nc: int = sqlite3.connect\n",
        RIGHT + "import sqlite3\nc: int = sqlite3.connect\n",
        RIGHT + "reveal_type(1)\n",
        RIGHT + "def f(x):\n    return x\n",
        RIGHT,
    ]
    batch = [compose_part(SAVE_ME, part) for part in parts]
    together = [noteless(one) for one in types.check(batch, 10)]
    assert together == one_by_one(types, parts)
    assert [one.clean for one in together if isinstance(one, Types)] == [
        True, True, False, False, False, False, False, True, False, True,
    ]  # fmt: skip


def test_a_part_that_breaks_the_checker_takes_nobody_with_it(types: BoxedTypes) -> None:
    bomb = RIGHT + "x = " + "1+" * 20_000 + "1\n"
    deep = RIGHT + "y = " + "(" * 3000 + ")" * 3000 + "\n"
    parts = [RIGHT, bomb, RIGHT + "z: int = ''\n", deep, RIGHT]
    said = types.check([compose_part(SAVE_ME, part) for part in parts], 10)
    first, died, wrong, unread, last = said
    assert isinstance(died, Broken)
    assert died.how is How.DIED
    assert isinstance(first, Types)
    assert isinstance(last, Types)
    assert first.clean
    assert last.clean
    assert isinstance(wrong, Types)
    assert [fault.code for fault in wrong.faults] == ["assignment"]
    assert not isinstance(unread, Types) or [fault.code for fault in unread.faults] == ["syntax"]


BROKEN_OFF = ("break\n", "yield 3\n", "def f(a: int, a: int) -> None: ...\n")
"""What Python's parser takes and mypy breaks off over."""


def test_what_mypy_breaks_off_over_has_failed_in_both_rooms(
    judge: Judge, types: BoxedTypes
) -> None:
    parts = [RIGHT, *(RIGHT + more for more in BROKEN_OFF), RIGHT + "z: int = ''\n", RIGHT]
    said = types.check([compose_part(SAVE_ME, part) for part in parts], 10)
    watched = [judge.judge(SAVE_ME, file_of(SAVE_ME, part)) for part in parts]
    assert [timeless(one) for one in said] == [of_verdict(verdict) for verdict in watched]
    assert [verdict.outcome for verdict in watched] == ["passed", *["failed"] * 4, "passed"]


def test_a_box_that_is_lost_is_started_anew(types: BoxedTypes) -> None:
    before = types.check([compose_part(SAVE_ME, RIGHT)], 10)
    assert types._process is not None
    types._process.kill()
    again = types.check([compose_part(SAVE_ME, RIGHT)], 10)
    assert [timeless(one) for one in again] == [timeless(one) for one in before]


def test_files_that_are_no_page_of_python_are_not_run(lane: Lane) -> None:
    checks = SAVE_ME.checks.encode()
    files = [b"", b"\xff\xfe" + checks, b"x = '\0'\n" + checks, b"# a part\n", b"#" * 1_000_001]
    assert [one.outcome for one in graded(lane, SAVE_ME, *files)] == ["not_run"] * 5
    assert all(one.said for one in graded(lane, SAVE_ME, *files))


def test_edited_checks_are_not_used_and_that_is_said(lane: Lane) -> None:
    edited = b"x = 1\n# --- checks ---\ndef test_three_words() -> None:\n    pass\n"
    [one] = graded(lane, SAVE_ME, edited)
    assert one.outcome == "failed"
    assert one.said.startswith("the checks below the marker were edited")


def test_an_unmet_need_is_not_run(lane: Lane) -> None:
    needy = dataclasses.replace(SAVE_ME, needs=("nobody-has-this",))
    [one] = graded(lane, needy, file_of(SAVE_ME, RIGHT))
    assert (one.outcome, one.said) == (
        "not_run", "this exercise needs nobody-has-this, which is not installed here",
    )  # fmt: skip
