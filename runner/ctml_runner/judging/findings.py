"""From the facts that two processes told to the parts of a verdict; nothing here has effects."""

import contextlib
import re
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from ctml_runner.course.compose import Composed
from ctml_runner.judging.process import Ended, How
from ctml_runner.judging.verdict import Escape, MissedRefusal, Span, TestFailure, TypeFault, Types

_PREFIX = re.compile(r"\b(?:ctml(?:\.\w+)*|e_\w+|builtins)\.(?=\w)")
_FRAME = re.compile(r'File "(?P<file>[^"]+)", line (?P<line>\d+) in ')
_THREAD = re.compile(r"(?:Current t|T)hread 0x")


class _Line(msgspec.Struct, frozen=True):
    """One line of mypy's JSON output; columns count from 0."""

    line: int
    column: int
    message: str
    severity: str
    code: str | None = None
    hint: str | None = None
    end_line: int | None = None
    end_column: int | None = None


class _Unparsable(msgspec.Struct, frozen=True):
    message: str
    line: int
    column: int


class _TypeFact(msgspec.Struct, frozen=True):
    """A fact told by the type checker's process."""

    unparsable: _Unparsable | None = None
    escapes: tuple[Escape, ...] = ()
    mypy: tuple[str, ...] | None = None


class _Failed(msgspec.Struct, frozen=True):
    kind: str
    message: str
    expected: str | None
    got: str | None
    line: int | None
    check_line: int | None
    counterexample: str


class _TestFact(msgspec.Struct, frozen=True):
    """A fact told by the test runner's process."""

    test: str
    passed: bool = False
    failed: _Failed | None = None


_Fact = TypeVar("_Fact", _TypeFact, _TestFact)


@dataclass(frozen=True, slots=True)
class Broken:
    """A tool that ended without an answer: died by a status, or ran out of time."""

    how: How
    status: int | None


def read_types(composed: Composed, ended: Ended, seconds: float) -> Types | Broken:
    """Return what the type checker said, refusals that came as they should left out."""
    facts = list(_facts(ended, _TypeFact))
    said = next((fact.mypy for fact in facts if fact.mypy is not None), None)
    if said is None:
        return Broken(ended.how, ended.status)
    lines = composed.text.split("\n")
    unparsable = next((fact.unparsable for fact in facts if fact.unparsable), None)
    if unparsable is not None:
        return Types((_syntax_fault(unparsable, said, lines),), seconds=seconds)
    faults = tuple(_faults(said, composed, lines))
    escapes = tuple(escape for fact in facts for escape in fact.escapes)
    return Types(
        faults=tuple(fault for fault in faults if not _is_refusal(fault, composed)),
        refusals_missing=tuple(_missing(faults, composed)),
        escapes=escapes,
        seconds=seconds,
    )


def _facts(ended: Ended, kind: type[_Fact]) -> Iterator[_Fact]:
    """Yield the facts of a kind; the learner's code may have written anything between them."""
    for line in ended.facts:
        with contextlib.suppress(msgspec.DecodeError):
            yield msgspec.json.decode(line, type=kind)


def _faults(said: tuple[str, ...], composed: Composed, lines: list[str]) -> Iterator[TypeFault]:
    for text in said:
        line = msgspec.json.decode(text, type=_Line)
        if line.severity != "error":
            continue
        column = max(line.column, 0) + 1
        span = Span(
            line.line,
            column,
            line.end_line or line.line,
            column + 1 if line.end_column is None else line.end_column + 1,
        )
        yield TypeFault(
            span=span,
            code=line.code or "misc",
            message=_PREFIX.sub("", line.message),
            raw=line.message,
            notes=tuple(_PREFIX.sub("", line.hint).split("\n")) if line.hint else (),
            source=_line(lines, line.line),
            in_checks=line.line >= composed.marker_line,
        )


def _syntax_fault(found: _Unparsable, said: tuple[str, ...], lines: list[str]) -> TypeFault:
    """Return what can't be parsed in Python's own words, which name the cause; mypy's stay raw."""
    mypy = [msgspec.json.decode(text, type=_Line).message for text in said]
    span = Span(found.line, found.column, found.line, found.column + 1)
    raw = "; ".join(mypy) or found.message
    return TypeFault(
        span, "syntax", found.message, raw, (), _line(lines, found.line), in_checks=False
    )


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _is_refusal(fault: TypeFault, composed: Composed) -> bool:
    return any(
        fault.span.line == composed.marker_line + refusal.offset and fault.code == refusal.code
        for refusal in composed.checks.refusals
    )


def _missing(faults: tuple[TypeFault, ...], composed: Composed) -> Iterator[MissedRefusal]:
    """Yield the refusals on whose line nothing at all was refused."""
    refused = {fault.span.line for fault in faults}
    for refusal in composed.checks.refusals:
        line = composed.marker_line + refusal.offset
        if line not in refused:
            yield MissedRefusal(line, refusal.code, refusal.reason, refusal.source)


def read_tests(composed: Composed, ended: Ended) -> tuple[TestFailure, ...]:
    """Return the tests that did not pass; a test that never reported has not passed."""
    facts = list(_facts(ended, _TestFact))
    lines = composed.text.split("\n")
    claims = dict(composed.checks.tests)
    failures = {
        fact.test: _failure(fact.test, fact.failed, claims.get(fact.test, ""), lines)
        for fact in reversed(facts)
        if fact.failed is not None
    }
    if "" in failures:
        return (failures[""],)
    passed = {fact.test for fact in facts if fact.passed} - failures.keys()
    for name, claim in composed.checks.tests:
        if name not in passed and name not in failures:
            failures[name] = TestFailure(name, claim, "missing", _why_missing(ended))
    if not composed.checks.tests and ended.how is How.DIED:
        return (TestFailure("", "", "missing", _why_missing(ended)),)
    return tuple(failures[name] for name, _ in composed.checks.tests if name in failures)


def _failure(test: str, failed: _Failed, claim: str, lines: list[str]) -> TestFailure:
    return TestFailure(
        test=test,
        claim=claim,
        kind=failed.kind,
        message=_PREFIX.sub("", failed.message),
        expected=failed.expected,
        got=failed.got,
        line=failed.line,
        source=_line(lines, failed.line or 0).strip(),
        check_line=failed.check_line,
        check_source=_line(lines, failed.check_line or 0).strip(),
        counterexample=failed.counterexample,
    )


def _why_missing(ended: Ended) -> str:
    match ended.how:
        case How.DIED if ended.status is not None and ended.status < 0:
            return _by_signal(-ended.status)
        case How.DIED:
            return f"the code ended its own process with exit status {ended.status}"
        case _:
            return "the test never ran"


def _by_signal(number: int) -> str:
    name = signal.Signals(number).name if number in list(signal.Signals) else f"signal {number}"
    if name == "SIGSEGV":
        return "Python itself broke off (SIGSEGV), as it does when calls nest too deep"
    return f"the code ended its own process by {name}"


def stuck_line(composed: Composed, ended: Ended) -> int | None:
    """Return the learner's line that was running when the time was up, if it is known.

    Each thread tells its innermost call first, and the main thread, which all wait for, is last.
    """
    name = f"{composed.exercise.module}.py"
    found: list[int] = []
    fresh = True
    for text in ended.facts:
        match = _FRAME.search(text)
        if _THREAD.match(text):
            fresh = True
        elif match and match["file"].endswith(name) and int(match["line"]) < composed.marker_line:
            if fresh:
                found.append(int(match["line"]))
            fresh = False
    return found[-1] if found else None
