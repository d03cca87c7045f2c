"""Effort: what one learner's journal tells of the way to an exercise's first pass."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from ctml_runner.journal import Judged, Record
from ctml_runner.journal.progress import in_order

BREAK = timedelta(minutes=30)
"""A pause that is longer is no work: a night, a lecture, another day."""


@dataclass(frozen=True, slots=True)
class Effort:
    """What was tried for one exercise, until it first passed.

    Attributes:
        attempts: how many saves were judged, the one that passed among them.
        first: when the first was judged; none if nothing was tried.
        last: when the last of them was judged.
        passed: whether one passed.
        work: the time between the first and the last, without breaks.
        codes: error codes that were met, the latest last.
        tests: tests that failed, the latest last.
        misconceptions: names of misconceptions that were recognised, the latest last.
    """

    attempts: int = 0
    first: datetime | None = None
    last: datetime | None = None
    passed: bool = False
    work: timedelta = timedelta(0)
    codes: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    misconceptions: tuple[str, ...] = ()


NOTHING_TRIED = Effort()


def efforts(records: Iterable[Record]) -> Mapping[str, Effort]:
    """Return what a journal tells of each exercise that was tried."""
    judged: dict[str, list[tuple[datetime, Judged]]] = {}
    for record in in_order(records):
        if isinstance(record.fact, Judged):
            judged.setdefault(record.fact.exercise, []).append((record.time, record.fact))
    return {slug: _effort(facts) for slug, facts in judged.items()}


def _effort(facts: Sequence[tuple[datetime, Judged]]) -> Effort:
    ends = (i for i, (_, fact) in enumerate(facts, 1) if fact.outcome == "passed")
    until = facts[: next(ends, len(facts))]
    times = [time for time, _ in until]
    failed = [fact for _, fact in until if fact.outcome != "passed"]
    return Effort(
        attempts=len(until),
        first=times[0],
        last=times[-1],
        passed=until[-1][1].outcome == "passed",
        work=_work(times),
        codes=_each_once(code for fact in failed for code in fact.codes),
        tests=_each_once(test for fact in failed for test in fact.tests),
        misconceptions=_each_once(fact.misconception for fact in failed if fact.misconception),
    )


def _work(times: Sequence[datetime]) -> timedelta:
    gaps = (later - earlier for earlier, later in pairwise(times))
    return sum((gap for gap in gaps if gap <= BREAK), timedelta(0))


def _each_once(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words in the order in which each was met last."""
    return tuple(reversed(dict.fromkeys(reversed(list(words)))))
