"""Which misconception is behind a verdict of the wall.

The facts of the types are told here as in a watch. Those of the tests were compared on the other
side with what is recorded, and come with blanks in the place of all that no misconception leaves.
"""

import dataclasses
from collections.abc import Collection, Sequence

from ctml_runner.judging.verdict import Verdict
from ctml_runner.teaching.misconceptions import Known, fingerprint, match, overlap
from ctml_runner.wall.met import far


def recognise(
    verdict: Verdict, marker_line: int, facts: Collection[str], known: Sequence[Known]
) -> Known | None:
    """Return the misconception that a verdict looks like, if it is alike enough.

    Where two with different hints look equally alike, neither is named.

    Args:
        verdict: what is true of the file.
        marker_line: the marker's line in what was judged.
        facts: what the failed tests show, as the wall tells it.
        known: what is recorded of the exercise.
    """
    here = tuple(Known(one.name, one.hint, _far(one.fingerprint)) for one in known)
    types = fingerprint(dataclasses.replace(verdict, test_failures=()), marker_line)
    found = types | frozenset(facts)
    best = match(found, here)
    if best is None:
        return None
    alike = overlap(found, best.fingerprint)
    rivals = {one.hint for one in here if overlap(found, one.fingerprint) == alike}
    return best if rivals == {best.hint} else None


def _far(facts: frozenset[str]) -> frozenset[str]:
    return frozenset(far(fact) for fact in facts)
