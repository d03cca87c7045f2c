"""Which recorded facts a failed test shows: what leaves the trusted process of a failure.

A misconception is known by facts, such as the line of a check or what the part answered there.
Those that are recorded are no secret, and told; of every other only that there is one. So no answer
of the part's and no hidden input can be told in this way, whatever they are.
"""

import builtins
import re
from collections.abc import Collection
from dataclasses import FrozenInstanceError
from types import TracebackType

from ctml import errors as core_errors
from ctml.checks import Disagreement
from ctml_runner.judging.verdict import TestFailure
from ctml_runner.teaching.misconceptions import facts_of_failure
from ctml_runner.wall.raised import Unlisted, listed_name

_MARKER_LINE = 1  # the checks stand alone in their file, and begin with the marker's line
_WITH_KIND = re.compile(
    r"(?P<place>(?:test\w*|file) (?:checks\+\d+ )?)(?P<kind>\w+)(?P<aspect> \w+)?"
)


def of_tests(facts: Collection[str]) -> frozenset[str]:
    """Return those of the facts that tests leave, as they are told across a wall."""
    return frozenset(far(fact) for fact in facts if fact.startswith(("test", "file ")))


def far(fact: str) -> str:
    """Return a fact with the exception in it named as it is when it comes across a wall."""
    match = _WITH_KIND.fullmatch(fact)
    if match is None:
        return fact
    return match["place"] + _far_kind(match["kind"]) + (match["aspect"] or "")


def met(
    test: str, error: BaseException, file: str, *, law: bool, known: Collection[str]
) -> tuple[str, ...]:
    """Return the known facts that a failure shows, and a blank for each other.

    Args:
        test: the test's name; empty if the part itself could not be run.
        error: what ended it.
        file: where the checks stand.
        law: whether it is a law, whose inputs are hidden: what the part answered is no fact then.
        known: the facts that are recorded, as `of_tests` gives them.
    """
    lines = _lines_in(file, error.__traceback__)
    differs = isinstance(error, Disagreement)
    failure = TestFailure(
        test=test,
        claim="",
        kind=type(error).__name__,
        message=str(error) if differs else "",
        got=error.got if isinstance(error, Disagreement) and not law else None,
        check_line=lines[-1] if lines else None,
    )
    facts = [far(fact) for fact in facts_of_failure(failure, _MARKER_LINE)]
    told = [fact for fact in facts if fact in known]
    blanks = (f"{test or 'file'} unknown {number}" for number in range(len(facts) - len(told)))
    return (*told, *blanks)


def _far_kind(kind: str) -> str:
    for place in (vars(builtins), vars(core_errors), {"FrozenInstanceError": FrozenInstanceError}):
        error = place.get(kind)
        if isinstance(error, type) and issubclass(error, Exception):
            return listed_name(error) or Unlisted.__name__
    return kind


def _lines_in(file: str, traceback: TracebackType | None) -> list[int]:
    lines = []
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == file:
            lines.append(traceback.tb_lineno)
        traceback = traceback.tb_next
    return lines
