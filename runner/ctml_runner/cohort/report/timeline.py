"""The timeline: when the class worked, and how much of it had passed by then."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ctml_runner.journal import Judged, Record

MOST_BINS = 60
WIDTHS = tuple(
    timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440, 2880, 10_080)
)
"""How wide a bin may be; chosen is the narrowest of which ``MOST_BINS`` are enough."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Bin:
    """A stretch of time.

    Attributes:
        start: when it begins.
        saves: how many saves were judged in it.
        active: how many learners made them.
        passed: how many exercises had passed by its end, over all learners.
    """

    start: datetime
    saves: int
    active: int
    passed: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bins of one width, one after the other, empty ones among them."""

    width: timedelta
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class _Save:
    time: datetime
    learner: int
    exercise: str
    passed: bool


def timeline(journals: Sequence[Iterable[Record]], slugs: Iterable[str], now: datetime) -> Timeline:
    """Return when the exercises were worked at.

    Args:
        journals: one for each learner.
        slugs: the exercises that count.
        now: the time. A clock that is wrong by decades would press all others into one bin: what
            is of tomorrow, or older than the bins can hold, is left out.
    """
    latest = now + timedelta(days=1)
    oldest = now - (MOST_BINS - 2) * WIDTHS[-1]
    saves = [one for one in _saves(journals, frozenset(slugs)) if oldest <= one.time <= latest]
    if not saves:
        return Timeline(WIDTHS[0], ())
    span = saves[-1].time - saves[0].time
    width = next((one for one in WIDTHS if span / one < MOST_BINS - 1), WIDTHS[-1])
    return Timeline(width, _bins(saves, width))


def _saves(journals: Sequence[Iterable[Record]], slugs: frozenset[str]) -> list[_Save]:
    found = [
        _Save(record.time, learner, record.fact.exercise, record.fact.outcome == "passed")
        for learner, records in enumerate(journals)
        for record in records
        if isinstance(record.fact, Judged) and record.fact.exercise in slugs
    ]
    return sorted(found, key=lambda save: save.time)


def _bins(saves: Sequence[_Save], width: timedelta) -> tuple[Bin, ...]:
    start = _EPOCH + (saves[0].time - _EPOCH) // width * width
    filled: list[list[_Save]] = [[] for _ in range((saves[-1].time - start) // width + 1)]
    for save in saves:
        filled[(save.time - start) // width].append(save)
    passed: set[tuple[int, str]] = set()
    bins = []
    for at, within in enumerate(filled):
        passed.update((save.learner, save.exercise) for save in within if save.passed)
        active = len({save.learner for save in within})
        bins.append(Bin(start + at * width, len(within), active, len(passed)))
    return tuple(bins)
