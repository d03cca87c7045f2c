"""Progress: what a learner has reached, as a fold over the journal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from ctml_runner.journal.fact import Foreign, Hinted, Judged, Opened, Record


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything that the commands ask the past for.

    Attributes:
        done: slugs that passed; passed once is passed for good.
        current: the slug opened last, or none.
        rungs: for each slug, how many rungs of its hints were shown.
        attempts: for each slug, how many saves were judged.
        since: when the first thing happened, or none.
    """

    done: frozenset[str] = frozenset()
    current: str | None = None
    rungs: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    attempts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    since: datetime | None = None


def fold(records: Iterable[Record]) -> Progress:
    """Return the progress that the records tell.

    Doubles are told apart by their id and the order is by time, so the journals of two
    machines merge by concatenation, in either order, any number of times.
    """
    ordered = sorted({record.id: record for record in records}.values(), key=_moment)
    done: set[str] = set()
    current: str | None = None
    rungs: dict[str, int] = {}
    attempts: dict[str, int] = {}
    for record in ordered:
        match record.fact:
            case Judged(exercise=slug, outcome=outcome):
                attempts[slug] = attempts.get(slug, 0) + 1
                if outcome == "passed":
                    done.add(slug)
            case Hinted(exercise=slug, rung=rung):
                rungs[slug] = max(rung, rungs.get(slug, 0))
            case Opened(exercise=slug):
                current = slug
            case Foreign():
                pass
    return Progress(
        frozenset(done),
        current,
        MappingProxyType(rungs),
        MappingProxyType(attempts),
        ordered[0].time if ordered else None,
    )


def _moment(record: Record) -> tuple[datetime, str]:
    return record.time, record.id
