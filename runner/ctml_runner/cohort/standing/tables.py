"""The class drawn at a terminal: a sign and a colour for each state, the sign alone enough."""

from collections.abc import Iterator
from datetime import datetime

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ctml_runner.cohort.standing.gathering import Gathered
from ctml_runner.cohort.standing.picture import ClassPicture, Column, Row
from ctml_runner.cohort.standing.sentences import (
    on_watch,
    points,
    stumbling_blocks,
    summary,
    who,
)
from ctml_runner.cohort.standing.shown import shown
from ctml_runner.cohort.standing.standing import State

SIGNS = {
    State.PASSED: ("✓", "green"),
    State.FAILED: ("✗", "red"),
    State.STUCK: ("!", "bold yellow"),
    State.WORKING: ("…", "cyan"),
    State.UNTOUCHED: ("·", "dim"),
}
"""For each state a sign of its own, and a colour that says no more."""

MOST_ROWS = 40
"""A class that is larger is summed up, unless every row is asked for."""

MOST_STUCK, MOST_NOTES = 15, 10


def tables(
    gathered: Gathered, seen: ClassPicture, now: datetime, *, every: bool
) -> Iterator[RenderableType]:
    """Yield the class as it is drawn, one thing below the other.

    Args:
        gathered: what is known of the class.
        seen: where everybody stands.
        now: the time.
        every: whether each learner has a row, however many there are.
    """
    yield Text(summary(gathered, seen), style="bold")
    yield _exercises(gathered, seen)
    if every or len(seen.rows) <= MOST_ROWS:
        yield _learners(gathered, seen)
        yield _key()
    else:
        yield Text(f"  a row for each of the {len(seen.rows)}: ctml cohort status --all")
    yield from _stuck(gathered, seen, now, every=every)
    yield from _notes(gathered, every=every)


def _exercises(gathered: Gathered, seen: ClassPicture) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, title_justify="left")
    table.add_column("exercise", no_wrap=True)
    for state in State:
        sign, style = SIGNS[state]
        table.add_column(f"{sign} {state}", justify="right", style=style, no_wrap=True)
    table.add_column("met most, by so many learners", overflow="fold")
    for column in seen.columns:
        counts = [_count(column, state) for state in State]
        name = f"{place(gathered, column.item.slug)} {column.item.slug}"
        table.add_row(Text(name), *counts, Text(stumbling_blocks(column, 1)))
    return table


def _count(column: Column, state: State) -> str:
    return str(column.states.get(state, 0) or "")


def _learners(gathered: Gathered, seen: ClassPicture) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("learner", no_wrap=True)
    table.add_column("points", justify="right", no_wrap=True)
    for column in seen.columns:
        table.add_column(place(gathered, column.item.slug), justify="center", no_wrap=True)
    for row in seen.rows:
        table.add_row(Text(who(row.learner)), points(gathered, row), *_signs(row))
    return table


def _signs(row: Row) -> Iterator[Text]:
    for one in row.standings:
        sign, style = SIGNS[one.state]
        yield Text(sign, style=style)


def place(gathered: Gathered, slug: str) -> str:
    """Return where an exercise stands in the course: ``1.3``."""
    return gathered.curriculum.by_slug[slug].place


def _key() -> Text:
    return Text("  ".join(f"{sign} {state}" for state, (sign, _) in SIGNS.items()), style="dim")


def _stuck(gathered: Gathered, seen: ClassPicture, now: datetime, *, every: bool) -> Iterator[Text]:
    if not seen.stuck:
        yield Text("nobody is stuck")
        return
    first = seen.stuck if every else seen.stuck[:MOST_STUCK]
    yield Text(f"stuck, {len(seen.stuck)} in all", style="bold")
    learners = gathered.roster.by_id
    yield from (Text(f"  {on_watch(one, learners, now)}") for one in first)
    if len(first) < len(seen.stuck):
        yield Text(f"  and {len(seen.stuck) - len(first)} more: ctml cohort status --all")


def _notes(gathered: Gathered, *, every: bool) -> Iterator[Text]:
    first = gathered.notes if every else gathered.notes[:MOST_NOTES]
    yield from (Text(f"note  {shown(note, 200)}", style="dim") for note in first)
    if len(first) < len(gathered.notes):
        more = len(gathered.notes) - len(first)
        yield Text(f"note  and {more} more: ctml cohort status --all", style="dim")
