"""Which misconception is behind a verdict of the wall, of which less is known than in a watch.

Across the wall a test tells its name and the kind of its failure, and neither the check's line nor
what the part answered. So the recorded fingerprints are cut down to what can be known here too.
"""

import dataclasses
import re
from collections.abc import Iterator, Sequence

from ctml_runner.judging.verdict import TestFailure, Verdict
from ctml_runner.teaching.misconceptions import Known, fingerprint, match, overlap

_UNKNOWN_HERE = re.compile(r"(?:test\w*|file) (?:checks\+\d+ |got )")


def recognise(verdict: Verdict, marker_line: int, known: Sequence[Known]) -> Known | None:
    """Return the misconception that a verdict looks like, if it is alike enough.

    Where two with different hints look equally alike, neither is named.

    Args:
        verdict: what is true of the file.
        marker_line: the marker's line in what was judged.
        known: what is recorded of the exercise.
    """
    rough = tuple(Known(one.name, one.hint, _rough(one.fingerprint)) for one in known)
    readings = [_rough(fingerprint(one, marker_line)) for one in _readings(verdict)]
    found = max(readings, key=lambda facts: _closest(facts, rough))
    best = match(found, rough)
    if best is None:
        return None
    alike = overlap(found, best.fingerprint)
    rivals = {one.hint for one in rough if overlap(found, one.fingerprint) == alike}
    return best if rivals == {best.hint} else None


def _readings(verdict: Verdict) -> Iterator[Verdict]:
    """Yield the verdict, and what it would be if the file itself, and so every test, failed."""
    yield verdict
    kinds = {failure.kind for failure in verdict.test_failures}
    if len(kinds) == 1:
        whole = TestFailure("", "", kinds.pop(), "")
        yield dataclasses.replace(verdict, test_failures=(whole,))


def _closest(facts: frozenset[str], known: Sequence[Known]) -> float:
    return max((overlap(facts, one.fingerprint) for one in known), default=0.0)


def _rough(facts: frozenset[str]) -> frozenset[str]:
    return frozenset(fact for fact in facts if not _UNKNOWN_HERE.match(fact))
