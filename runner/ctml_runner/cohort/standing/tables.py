"""The class drawn at a terminal: a sign and a colour for each state, the sign alone enough."""

import math
from collections.abc import Iterable, Iterator
from datetime import datetime

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ctml_runner.cohort.marks import late_files
from ctml_runner.cohort.standing.gathering import Gathered
from ctml_runner.cohort.standing.picture import ClassPicture, Column, Row
from ctml_runner.cohort.standing.sentences import (
    by_hand,
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

NARROW = 120
"""On fewer columns of a terminal than this, the states' signs stand without their words."""

_GAP = 2
"""What lies between two columns of the learners' table."""


def tables(
    gathered: Gathered, seen: ClassPicture, now: datetime, *, width: int, every: bool
) -> Iterator[RenderableType]:
    """Yield the class as it is drawn, one thing below the other.

    Args:
        gathered: what is known of the class.
        seen: where everybody stands.
        now: the time.
        width: how many columns the terminal has.
        every: whether each learner has a row, however many there are.
    """
    yield Text(summary(gathered, seen), style="bold")
    yield _exercises(gathered, seen, width)
    rows = every or len(seen.rows) <= MOST_ROWS
    if rows:
        yield from _learners(gathered, seen, width)
    if rows or width < NARROW:
        yield _key()
    if rows:
        yield from _by_hand(gathered, seen)
        yield from _late(gathered, seen)
    else:
        yield Text(f"  a row for each of the {len(seen.rows)}: ctml cohort status --all")
    yield from _stuck(gathered, seen, now, every=every)
    yield from _notes(gathered, every=every)


def _exercises(gathered: Gathered, seen: ClassPicture, width: int) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, title_justify="left")
    table.add_column("exercise", no_wrap=True)
    for state in State:
        sign, style = SIGNS[state]
        head = sign if width < NARROW else f"{sign} {state}"
        table.add_column(head, justify="right", style=style, no_wrap=True)
    table.add_column("met most, by so many learners", overflow="fold")
    for column in seen.columns:
        counts = [_count(column, state) for state in State]
        name = f"{place(gathered, column.item.slug)} {column.item.slug}"
        table.add_row(Text(name), *counts, Text(stumbling_blocks(column, 1)))
    return table


def _count(column: Column, state: State) -> str:
    return str(column.states.get(state, 0) or "")


def _learners(gathered: Gathered, seen: ClassPicture, width: int) -> Iterator[Table]:
    """Yield a row for each learner; as many tables as a terminal needs to show every exercise."""
    names = [who(row.learner) for row in seen.rows]
    sums = [points(gathered, row) for row in seen.rows]
    places = [place(gathered, column.item.slug) for column in seen.columns]
    left = width - sum(_widest(cells) for cells in (["learner", *names], ["points", *sums]))
    parts = math.ceil(len(places) / max(1, left // _widest(places)))
    fit = math.ceil(len(places) / parts)
    for first in range(0, len(places), fit):
        table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
        table.add_column("learner", no_wrap=True)
        table.add_column("points", justify="right", no_wrap=True)
        for one in places[first : first + fit]:
            table.add_column(one, justify="center", no_wrap=True)
        for row, name, earned in zip(seen.rows, names, sums, strict=True):
            table.add_row(Text(name), earned, *_signs(row, first, fit))
        yield table


def _by_hand(gathered: Gathered, seen: ClassPicture) -> Iterator[Text]:
    """Tell the marks by hand, which no sign of the tables shows."""
    given = [(row, told) for row in seen.rows if (told := by_hand(gathered, row))]
    yield from (Text(f"by hand  {who(row.learner)}: {told}", style="dim") for row, told in given)


def _late(gathered: Gathered, seen: ClassPicture) -> Iterator[Text]:
    """Tell whose work came late, which no sign of the tables shows."""
    late = [(row.learner, late_files(gathered.marks.by[row.learner.id])) for row in seen.rows]
    yield from (
        Text(f"late  {who(learner)}: {told}", style="dim") for learner, told in late if told
    )


def _widest(cells: Iterable[str]) -> int:
    """Return how wide a column is, with what lies between it and the next."""
    return max(map(cell_len, cells)) + _GAP


def _signs(row: Row, first: int, many: int) -> Iterator[Text]:
    for one in row.standings[first : first + many]:
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
