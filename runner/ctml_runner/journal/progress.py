"""Progress: what a learner has reached, as a fold over the journal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import assert_never

from ctml_runner.journal.fact import (
    Foreign,
    Hinted,
    Judged,
    Opened,
    Record,
    Replaced,
    Revealed,
    Unclear,
)


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything that the commands ask the past for.

    Attributes:
        done: slugs that passed; passed once is passed for good.
        current: the slug opened last, or none.
        rungs: for each slug, how many rungs of its hints were shown.
        attempts: for each slug, how many saves were judged.
        revealed: slugs whose solution was shown.
        skipped: slugs that were stepped over and not opened since; they may have passed anyhow.
        since: when the first thing happened, or none.
    """

    done: frozenset[str] = frozenset()
    current: str | None = None
    rungs: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    attempts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    revealed: frozenset[str] = frozenset()
    since: datetime | None = None
    skipped: frozenset[str] = frozenset()

    def opened(self, slug: str, over: Iterable[str] = ()) -> "Progress":
        """Return the progress after an exercise was opened, stepping over others."""
        return replace(self, current=slug, skipped=self.skipped.union(over) - {slug})


def in_order(records: Iterable[Record]) -> list[Record]:
    """Return the records by time, each once.

    Doubles are told apart by their id and the order is by time, so the journals of two
    machines merge by concatenation, in either order, any number of times.
    """
    return sorted({record.id: record for record in records}.values(), key=_moment)


def fold(records: Iterable[Record]) -> Progress:
    """Return the progress that the records tell, in whichever order they come."""
    ordered = in_order(records)
    done: set[str] = set()
    way = Progress()  # what was opened, and stepped over
    rungs: dict[str, int] = {}
    attempts: dict[str, int] = {}
    revealed: set[str] = set()
    for record in ordered:
        match record.fact:
            case Judged(exercise=slug, outcome=outcome):
                attempts[slug] = attempts.get(slug, 0) + 1
                if outcome == "passed":
                    done.add(slug)
            case Hinted(exercise=slug, rung=rung):
                rungs[slug] = max(rung, rungs.get(slug, 0))
            case Opened(exercise=slug, skipped=over):
                way = way.opened(slug, over)
            case Revealed(exercise=slug):
                revealed.add(slug)
            case Replaced() | Unclear() | Foreign():
                pass
            case _:
                assert_never(record.fact)
    return Progress(
        frozenset(done),
        way.current,
        MappingProxyType(rungs),
        MappingProxyType(attempts),
        frozenset(revealed),
        ordered[0].time if ordered else None,
        way.skipped,
    )


def _moment(record: Record) -> tuple[datetime, str]:
    return record.time, record.id
