"""Ticks: what is known of types and tests, in a mark and in words; silence is not a pass."""

from dataclasses import dataclass
from enum import Enum

from ctml_runner.judging.verdict import Outcome, TypeFault, Types, Verdict


class Mark(Enum):
    """How one of the two stands."""

    OK = "ok"
    BAD = "bad"
    NONE = "none"
    RUNNING = "running"


STYLES = {Mark.OK: "green", Mark.BAD: "red", Mark.NONE: "dim", Mark.RUNNING: "dim"}
"""The colour of each; never the only thing that says it."""


@dataclass(frozen=True, slots=True)
class Tick:
    """One tick: its mark, what it is about, and what there is to say beyond the mark."""

    mark: Mark
    about: str
    said: str = ""


OUTCOMES = {
    Outcome.PASSED: "passed",
    Outcome.FAILED: "not yet",
    Outcome.ESCAPED: "not yet: the checker was silenced",
    Outcome.TIMED_OUT: "stopped: it ran too long",
    Outcome.CRASHED: "a tool died, not your code",
    Outcome.NOT_RUN: "not judged",
}
"""How a judgement ended, in words."""


def ticks_of(known: Types | Verdict | None) -> tuple[Tick, ...]:
    """Return the ticks for what is known so far: nothing, the types, or all of it."""
    match known:
        case None:
            return Tick(Mark.RUNNING, "types"), Tick(Mark.RUNNING, "tests")
        case Types(faults, refusals, escapes):
            types = _types(faults, len(refusals))
            return types, Tick(Mark.RUNNING, "tests"), *_escapes(len(escapes))
        case Verdict(outcome=Outcome.NOT_RUN | Outcome.CRASHED):
            return ()
        case Verdict():
            return (
                _types(known.type_errors, len(known.refusals_missing)),
                _tests(known),
                *_escapes(len(known.escapes)),
            )


def _counted(about: str, count: int, what: str) -> Tick:
    return Tick(Mark.BAD, about, f"{count} {what}") if count else Tick(Mark.OK, about)


def _types(faults: tuple[TypeFault, ...], refusals: int) -> Tick:
    """Count what is to mend; what the checks say beside it mostly comes of it, and would scare."""
    if any(fault.code == "syntax" for fault in faults):
        return Tick(Mark.BAD, "types", "can't be read")
    own = sum(not fault.in_checks for fault in faults)
    return _counted("types", own or len(faults) + refusals, "to mend")


def _escapes(count: int) -> tuple[Tick, ...]:
    return (_counted("escapes", count, "used"),) if count else ()


def _tests(verdict: Verdict) -> Tick:
    if any(fault.code == "syntax" for fault in verdict.type_errors):
        return Tick(Mark.NONE, "tests", "not run")
    if verdict.outcome is Outcome.TIMED_OUT:
        return Tick(Mark.BAD, "tests", "stopped")
    return _counted("tests", len(verdict.test_failures), "failed")
