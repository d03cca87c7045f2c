"""From what the types' box and the wall said of a part to one verdict; nothing here has effects."""

from ctml_runner.course.compose import Composed
from ctml_runner.judging.findings import Broken
from ctml_runner.judging.process import How
from ctml_runner.judging.verdict import Outcome, TestFailure, Types, Verdict
from ctml_runner.wall.verdict import WallVerdict


def wants_tests(types: Types | Broken) -> bool:
    """Whether there is anything to be run: a part that can't be read has no tests to pass."""
    return isinstance(types, Types) and all(fault.code != "syntax" for fault in types.faults)


def combine(
    composed: Composed, types: Types | Broken, tests: WallVerdict | None, seconds: float
) -> Verdict:
    """Return the verdict that `Judge` would have reached, as far as the wall tells.

    Args:
        composed: what was judged.
        types: what the type checker said.
        tests: what the wall said; None where there was nothing to run.
        seconds: of the time one test may take.
    """
    known = types if isinstance(types, Types) else Types()
    failures = _failures(composed, tests)
    outcome, said = _outcome(types, tests, failures, seconds)
    return Verdict(
        exercise=composed.exercise.slug,
        outcome=outcome,
        type_errors=known.faults,
        refusals_missing=known.refusals_missing,
        test_failures=failures,
        escapes=known.escapes,
        said=said or _edited(composed),
        file_digest=composed.digest,
        seconds=known.seconds + (tests.seconds if tests else 0.0),
    )


def _failures(composed: Composed, tests: WallVerdict | None) -> tuple[TestFailure, ...]:
    """Return the tests that didn't pass; one of which nothing was told has not passed."""
    if tests is None:
        return ()
    told = {one.name: one for one in tests.tests}
    found = []
    for name, claim in composed.checks.tests:
        test = told.get(name)
        if test is None or not test.passed:
            kind = test.kind if test and test.kind else "missing"
            found.append(TestFailure(name, claim, kind, ""))
    return tuple(found)


def _outcome(
    types: Types | Broken,
    tests: WallVerdict | None,
    failures: tuple[TestFailure, ...],
    seconds: float,
) -> tuple[Outcome, str]:
    """Return the outcome, and what to say where no failure shows it."""
    if isinstance(types, Broken):
        return _broken(types, seconds)
    if tests is not None and tests.outcome is Outcome.TIMED_OUT:
        return Outcome.TIMED_OUT, f"the code was still running after {seconds:g} s"
    if tests is not None and tests.outcome is Outcome.CRASHED:
        return Outcome.CRASHED, "the test runner's process was lost, twice"
    if types.escapes:
        return Outcome.ESCAPED, ""
    breach = tests.breach if tests is not None else ""
    if types.faults or types.refusals_missing or failures or breach:
        return Outcome.FAILED, breach
    if tests is None or not tests.passed:
        return Outcome.FAILED, "the tests did not run to their end"
    return Outcome.PASSED, ""


def _broken(types: Broken, seconds: float) -> tuple[Outcome, str]:
    match types.how:
        case How.TIME:
            return Outcome.TIMED_OUT, f"the type checker was still at work after {seconds:g} s"
        case How.LOST:
            return Outcome.CRASHED, "the type checker's process was lost"
        case _:
            return Outcome.CRASHED, f"the type checker died on this file ({_status(types.status)})"


def _status(status: int | None) -> str:
    if status is None:
        return "no exit status"
    return f"signal {-status}" if status < 0 else f"exit status {status}"


def _edited(composed: Composed) -> str:
    if not composed.checks_edited:
        return ""
    return "the checks below the marker were edited; they are not used, the shipped ones are"
