"""Trials: the type check and every shipped test of one exercise, each as something that passes."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ctml_runner.cohort.export.person import Earned
from ctml_runner.cohort.feedback.claims import bodies, claims
from ctml_runner.course.exercise import Exercise
from ctml_runner.judging.verdict import Outcome

TYPES = "types"


class Ending(StrEnum):
    """How a trial ended."""

    PASS = "pass"  # noqa: S105  # a word, not a password
    FAIL = "fail"
    NEVER_RAN = "error"


@dataclass(frozen=True, slots=True)
class Trial:
    """One thing that was tried.

    Attributes:
        name: the test's name, or ``types``.
        ending: how it ended.
        claim: what should hold, in the words of the exercise.
        body: the test as it is written in the shipped checks.
    """

    name: str
    ending: Ending
    claim: str
    body: str


def trials(exercise: Exercise, one: Earned) -> tuple[Trial, ...]:
    """Return what was tried, in the order of the shipped checks; nothing if nothing was judged."""
    return () if one.result is None else tuple(_trials(exercise, one))


def _trials(exercise: Exercise, one: Earned) -> Iterator[Trial]:
    result = one.result
    if result is None:
        return
    objects = f"the type checker objects: {', '.join(result.codes)}" if result.codes else ""
    yield Trial(TYPES, Ending.FAIL if result.codes else Ending.PASS, objects, "mypy --strict")
    ran = {test.name: test.passed for test in result.tests}
    body = bodies(exercise)
    for name, claim in claims(exercise).items():
        if one.mark.outcome is Outcome.PASSED:
            ending = Ending.PASS
        elif name not in ran:
            ending = Ending.NEVER_RAN
        else:
            ending = Ending.PASS if ran[name] else Ending.FAIL
        yield Trial(name, ending, claim, body[name])
