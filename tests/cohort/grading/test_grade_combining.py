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


def wrong(*facts: str) -> WallVerdict:
    failed = tuple(WallTest(name, name != NAMES[0], "Disagreement") for name in NAMES)
    return but(outcome=Outcome.FAILED, tests=failed, facts=facts)


def recognised(tests: WallVerdict, *misconceptions: Known, types: Types = CLEAN) -> Known | None:
    verdict = combine(SAVE_ME, types, tests, 10)
    return recognise(verdict, 2, tests.facts, misconceptions)


HERE = f"{NAMES[0]} Disagreement"
ONE = known("one", HERE, f"{NAMES[0]} got 1")
OTHER = known("other", HERE, f"{NAMES[0]} got 2")


def test_mistakes_that_differ_in_a_value_alone_are_told_apart() -> None:
    assert recognised(wrong(HERE, f"{NAMES[0]} got 1"), ONE, OTHER) == ONE
    assert recognised(wrong(HERE, f"{NAMES[0]} got 2"), ONE, OTHER) == OTHER


def test_two_that_look_alike_here_are_neither() -> None:
    unknown = wrong(HERE, f"{NAMES[0]} unknown 0")
    assert recognised(wrong(HERE), ONE) == ONE
    assert recognised(wrong(HERE), ONE, OTHER) is None
    assert recognised(wrong(HERE), ONE, dataclasses.replace(OTHER, hint=ONE.hint)) is not None
    assert recognised(unknown, ONE) is None


def test_types_and_tests_are_one_picture() -> None:
    faulty = Types((FAULT,))
    both = known("both", "part arg-type", "part arg-type m", HERE)
    assert recognised(wrong(HERE), ONE, both, types=faulty) == both
    assert recognised(wrong(HERE), ONE, both) == ONE


def test_a_mistake_is_known_by_its_exception_whatever_it_is_called_here() -> None:
    near = known("frozen", f"{NAMES[0]} FrozenInstanceError")
    found = recognised(wrong(f"{NAMES[0]} AttributeError"), near)
    assert found is not None
    assert found.name == "frozen"
