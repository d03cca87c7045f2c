"""What learners are called on the screen, so that no two are taken for one."""

from collections import Counter
from collections.abc import Sequence

from ctml_runner.cohort.names import alike
from ctml_runner.cohort.roster import Learner
from ctml_runner.cohort.roster.values import keys


def called(learners: Sequence[Learner]) -> dict[str, str]:
    """Return what each learner is called, by id: the name, and the id beside it for namesakes."""
    short = {one.id: one.name or one.id for one in learners}
    count = Counter(map(alike, short.values()))
    return {
        learner: f"{name} ({learner})" if count[alike(name)] > 1 else name
        for learner, name in short.items()
    }


def named(learners: Sequence[Learner]) -> dict[str, str]:
    """Return what a learner is called, by every way in which their journal may be named.

    The ids stand as they are, all others as names are compared; what may mean several, means none.
    """
    by_id = called(learners)
    ways: dict[str, set[str]] = {}
    for learner in learners:
        for way in keys(learner):
            ways.setdefault(way, set()).add(by_id[learner.id])
    return {way: next(iter(who)) for way, who in ways.items() if len(who) == 1} | by_id
