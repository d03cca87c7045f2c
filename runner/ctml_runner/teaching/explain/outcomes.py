"""How a judgement ended, where there is no single failure to show."""

from typing import assert_never

from ctml_runner.judging.verdict import Outcome, Verdict
from ctml_runner.teaching.explain.explanation import About, Explanation


def stops_everything(outcome: Outcome) -> bool:
    """Whether the outcome itself is the first thing to know."""
    match outcome:
        case Outcome.TIMED_OUT | Outcome.CRASHED | Outcome.NOT_RUN:
            return True
        case Outcome.PASSED | Outcome.FAILED | Outcome.ESCAPED:
            return False
        case _:
            assert_never(outcome)


def explain_outcome(verdict: Verdict) -> tuple[Explanation, ...]:
    """Return what is said of the outcome or the file; nothing if there is nothing to say."""
    said = verdict.said or _usual(verdict.outcome)
    if not said:
        return ()
    headline = f"{said[:1].upper()}{said[1:]}".rstrip(".") + "."
    step = verdict.next_step or _usual_step(verdict.outcome)
    detail = f"Next: {step}" if step else ""
    return (Explanation(About.OUTCOME, headline, detail, None, "", verdict.said or said),)


def _usual(outcome: Outcome) -> str:
    match outcome:
        case Outcome.TIMED_OUT:
            return "your code was still running when its time was up"
        case Outcome.CRASHED:
            return "a tool broke off before it could answer; that is not your fault"
        case Outcome.NOT_RUN:
            return "the file could not be judged as it is"
        case Outcome.PASSED | Outcome.FAILED | Outcome.ESCAPED:
            return ""
        case _:
            assert_never(outcome)


def _usual_step(outcome: Outcome) -> str:
    match outcome:
        case Outcome.TIMED_OUT:
            return "look for a loop that never ends, or a call that waits"
        case Outcome.CRASHED:
            return "save the file again"
        case Outcome.PASSED | Outcome.FAILED | Outcome.ESCAPED | Outcome.NOT_RUN:
            return ""
        case _:
            assert_never(outcome)
