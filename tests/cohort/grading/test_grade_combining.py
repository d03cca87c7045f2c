"""What types and tests say together: only a whole, unbroken pass is one."""

import dataclasses

import pytest

from ctml_runner.cohort.grading.combining import combine, wants_tests
from ctml_runner.cohort.grading.recognising import recognise
from ctml_runner.course.compose import compose_part
from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.judging.findings import Broken
from ctml_runner.judging.process import How
from ctml_runner.judging.verdict import Escape, MissedRefusal, Outcome, Span, TypeFault, Types
from ctml_runner.teaching.misconceptions import Known
from ctml_runner.wall.verdict import WallTest, WallVerdict

SAVE_ME = compose_part(read_curriculum().find("save_me"), "x = 1\n")
NAMES = tuple(name for name, _ in SAVE_ME.checks.tests)
SPAN = Span(1, 1, 1, 2)
CLEAN = Types()
ALL = WallVerdict(Outcome.PASSED, tuple(WallTest(name, passed=True) for name in NAMES))
FAULT = TypeFault(SPAN, "arg-type", "m", "m", (), "", in_checks=False)
SYNTAX = dataclasses.replace(FAULT, code="syntax")


def but(**changes: object) -> WallVerdict:
    return dataclasses.replace(ALL, **changes)  # type: ignore[arg-type]


CASES = {
    "all is well": (CLEAN, ALL, Outcome.PASSED),
    "a type error": (Types((FAULT,)), ALL, Outcome.FAILED),
    "a refusal that didn't come": (
        Types(refusals_missing=(MissedRefusal(1, "c", "r", "s"),)),
        ALL,
        Outcome.FAILED,
    ),
    "an escape": (Types(escapes=(Escape(SPAN, "Any", "w", "s"),)), ALL, Outcome.ESCAPED),
    "the checker died": (Broken(How.DIED, -11), ALL, Outcome.CRASHED),
    "the checker was lost": (Broken(How.LOST, None), ALL, Outcome.CRASHED),
    "the checker never ended": (Broken(How.TIME, -9), ALL, Outcome.TIMED_OUT),
    "a room that was broken": (CLEAN, but(outcome=Outcome.FAILED, breach="b"), Outcome.FAILED),
    "a breach, whatever else is said": (CLEAN, but(breach="b"), Outcome.FAILED),
    "a test that nobody told of": (CLEAN, but(tests=ALL.tests[1:]), Outcome.FAILED),
    "no test at all": (CLEAN, but(tests=()), Outcome.FAILED),
    "a test too many": (CLEAN, but(tests=(WallTest("test_own", passed=True),)), Outcome.FAILED),
    "all tests, and no pass": (CLEAN, but(outcome=Outcome.FAILED), Outcome.FAILED),
    "no time left": (CLEAN, but(outcome=Outcome.TIMED_OUT, tests=()), Outcome.TIMED_OUT),
    "the wall fell twice": (CLEAN, but(outcome=Outcome.CRASHED), Outcome.CRASHED),
    "nothing was run": (CLEAN, None, Outcome.FAILED),
    "what can't be read": (Types((SYNTAX,)), None, Outcome.FAILED),
}


@pytest.mark.parametrize(("types", "tests", "outcome"), CASES.values(), ids=CASES)
def test_only_a_whole_pass_is_one(
    types: Types | Broken, tests: WallVerdict | None, outcome: Outcome
) -> None:
    assert combine(SAVE_ME, types, tests, 10).outcome is outcome


def test_what_cannot_be_read_is_not_run() -> None:
    assert wants_tests(CLEAN)
    assert wants_tests(Types((FAULT,)))
    assert not wants_tests(Types((SYNTAX,)))
    assert not wants_tests(Broken(How.DIED, 1))


def known(name: str, *facts: str) -> Known:
    return Known(name, f"the hint of {name}", frozenset(facts))


def test_two_that_look_alike_here_are_neither() -> None:
    failed = tuple(WallTest(name, name != NAMES[0], "Disagreement") for name in NAMES)
    verdict = combine(SAVE_ME, CLEAN, but(outcome=Outcome.FAILED, tests=failed), 10)
    here = f"{NAMES[0]} Disagreement"
    one = known("one", here, f"{NAMES[0]} got 1")
    other = known("other", here, f"{NAMES[0]} got 2")
    assert recognise(verdict, 2, [one]) == known("one", here)
    assert recognise(verdict, 2, [one, other]) is None
    assert recognise(verdict, 2, [one, dataclasses.replace(other, hint=one.hint)]) is not None
