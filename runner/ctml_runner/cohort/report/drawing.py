"""Drawing the timeline: plain numbers for an SVG, so that the page needs no program."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ctml_runner.cohort.report.timeline import Timeline

WIDTH, HEIGHT = 1000, 220
LEFT, RIGHT, TOP, BOTTOM = 44, 52, 16, 34


@dataclass(frozen=True, slots=True)
class Bar:
    """One bin's saves as a rectangle, with what it says when it is pointed at."""

    x: float
    y: float
    width: float
    height: float
    says: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: where, and what stands beside it."""

    at: float
    says: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The timeline in the units of the picture.

    Attributes:
        bars: the saves of each bin.
        line: the points of the line of what had passed, as SVG writes them.
        days: ticks of the time.
        saves: ticks of the number of saves.
        shares: ticks of the share of all that could pass.
        due: where it was due, if that is within.
    """

    bars: tuple[Bar, ...]
    line: str
    days: tuple[Tick, ...]
    saves: tuple[Tick, ...]
    shares: tuple[Tick, ...]
    due: float | None


def draw(timeline: Timeline, possible: int, due: datetime | None) -> Drawing:
    """Return the timeline as it is drawn.

    Args:
        timeline: bins, at least one.
        possible: how many passes there could be, over all learners and exercises.
        due: when it was due.
    """
    scale = _Scale(timeline, max(1, possible))
    return Drawing(
        tuple(scale.bar(at) for at in range(len(timeline.bins))),
        " ".join(scale.point(at) for at in range(len(timeline.bins))),
        tuple(scale.ticks()),
        (Tick(scale.saves(scale.most), str(scale.most)), Tick(scale.saves(0), "0")),
        (Tick(scale.share(1.0), "100%"), Tick(scale.share(0.5), "50%"), Tick(scale.share(0), "0%")),
        scale.due(due),
    )


class _Scale:
    def __init__(self, timeline: Timeline, possible: int) -> None:
        self.timeline = timeline
        self.possible = possible
        self.most = max(one.saves for one in timeline.bins)
        self.step = (WIDTH - LEFT - RIGHT) / len(timeline.bins)

    def saves(self, count: int) -> float:
        return self._y(count / max(1, self.most))

    def share(self, share: float) -> float:
        return self._y(share)

    def _y(self, share: float) -> float:
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)

    def _x(self, at: float) -> float:
        return round(LEFT + at * self.step, 1)

    def bar(self, at: int) -> Bar:
        one = self.timeline.bins[at]
        top = self.saves(one.saves)
        says = f"{when(one.start)}: {one.saves} saves by {one.active} learners"
        return Bar(
            self._x(at + 0.1), top, round(self.step * 0.8, 1), round(self.share(0) - top, 1), says
        )

    def point(self, at: int) -> str:
        share = self.timeline.bins[at].passed / self.possible
        return f"{self._x(at + 0.5)},{self.share(min(1.0, share))}"

    def ticks(self) -> list[Tick]:
        every = max(1, -(-len(self.timeline.bins) // 8))
        days = self.timeline.width >= timedelta(days=1)
        return [
            Tick(self._x(at + 0.5), f"{one.start:%d %b}" if days else f"{one.start:%d %b %H:%M}")
            for at, one in enumerate(self.timeline.bins)
            if at % every == 0
        ]

    def due(self, due: datetime | None) -> float | None:
        if due is None:
            return None
        at = (due - self.timeline.bins[0].start) / self.timeline.width
        return self._x(at) if 0 <= at <= len(self.timeline.bins) else None


def when(moment: datetime) -> str:
    """Return a moment for people, in its own time zone."""
    return f"{moment:%Y-%m-%d %H:%M %Z}".strip()
