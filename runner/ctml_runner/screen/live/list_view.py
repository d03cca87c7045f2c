"""The list as lines: headings, rows in columns, and what is said of the chosen row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from ctml_runner.screen.live.choosing import Choice, Filter
from ctml_runner.screen.live.list_marks import ListMarks
from ctml_runner.screen.milestones import chapter_name
from ctml_runner.teaching.messages import Row

_WORDS_FROM, _TITLES_FROM, _ATTEMPTS_FROM = 32, 56, 76  # columns of screen below which they go

_KINDS = {True: "must ", False: "may  ", None: ""}


@dataclass(frozen=True, slots=True)
class Columns:
    """How wide the columns are.

    Attributes:
        width: of the whole line.
        place: of the number.
        slug: of the name.
    """

    width: int
    place: int
    slug: int


def columns(choice: Choice, width: int) -> Columns:
    """Return columns that hold every row, whatever is filtered, so that nothing jumps."""
    rows = choice.listing.rows
    return Columns(
        width,
        max((len(row.exercise.short_place) for row in rows), default=0),
        min(max((len(row.exercise.slug) for row in rows), default=0), max(20, width // 4)),
    )


def entries(choice: Choice) -> tuple[str | Row, ...]:
    """Return the shown rows with their chapters' headings between them."""
    return tuple(_headed(choice.shown))


def _headed(rows: Sequence[Row]) -> Iterator[str | Row]:
    chapter = ""
    for row in rows:
        if row.exercise.chapter != chapter:
            chapter = row.exercise.chapter
            yield chapter
        yield row


def scrolled(top: int, at: int, height: int, total: int) -> int:
    """Return the first line to show so that line `at` is seen, and one on each side of it."""
    beside = 1 if height > 2 else 0
    top = min(top, at - beside)
    top = max(top, at + beside + 1 - height)
    return max(0, min(top, total - height))


def heading(chapter: str, choice: Choice, width: int) -> Content:
    """Return a chapter's heading: its name, and how many of all its exercises have passed."""
    rows = [row for row in choice.listing.rows if row.exercise.chapter == chapter]
    passed = sum(row.done for row in rows)
    name = f"{chapter_name(chapter)}   "
    text = f"{name}{passed} of {len(rows)}"
    return Content.styled(text[:width], "bold $primary")


def line(row: Row, columns: Columns, marks: ListMarks, *, chosen: bool) -> Content:
    """Return a row as one line, as wide as the screen."""
    mark, word, style = _state(row, marks)
    number = f"{row.exercise.short_place:>{columns.place}}"
    left = f"{marks.pointer if chosen else ' '} {mark} "
    if columns.width >= _WORDS_FROM:
        left += f"{word:<7} {number} {_KINDS[row.must]}"
    left += f" {row.exercise.slug:<{columns.slug}}"
    if columns.width >= _TITLES_FROM:
        left += f"  {row.exercise.gist}"
    right = f" {saves(row.attempts)} " if columns.width >= _ATTEMPTS_FROM and row.attempts else ""
    left = marks.fitted(left, columns.width - len(right))
    return Content.styled(left + right, marks.chosen if chosen else style)


def _state(row: Row, marks: ListMarks) -> tuple[str, str, str]:
    """Return the sign, the word and the style of a row's state."""
    if row.done:
        return marks.passed, "passed", "$text-success"
    if row.current:
        return marks.open, "open", "bold"
    if row.skipped:
        return marks.skipped, "skipped", "$text-muted"
    return marks.to_come, "to come", "$text-muted"


def saves(attempts: int) -> str:
    """Return how many saves were judged, in words."""
    return f"{attempts} save{'' if attempts == 1 else 's'}"


def detail(choice: Choice, width: int, marks: ListMarks) -> tuple[str, str]:
    """Return two lines on the chosen row, its title and how it stands; or why there is none."""
    row = choice.row
    title, standing = (
        ("", _nothing(choice)) if row is None else (row.exercise.title, _standing(row))
    )
    return marks.fitted(title, width).rstrip(), marks.fitted(standing, width).rstrip()


def _standing(row: Row) -> str:
    judged = f"; {saves(row.attempts)} judged" if row.attempts else ""
    return _waiting(row) + judged


def _waiting(row: Row) -> str:
    if row.done:
        return "passed, and open" if row.current else "passed"
    if not row.waits_for:
        return "open" if row.current else f"{'skipped; ' if row.skipped else ''}Enter opens it"
    if row.current:
        return f"open, although {len(row.waits_for)} before it have not passed"
    more = len(row.waits_for) - 1
    before = row.waits_for[-1].slug + (f" and {more} more" if more else "")
    over = "skipped; " if row.skipped else ""
    return f"{over}comes after {before}, but Enter opens it"


def _nothing(choice: Choice) -> str:
    if choice.query:
        inside = "" if choice.filter is Filter.ALL else f" among {choice.filter.value}"
        return f"nothing{inside} is called {choice.query!r}"
    if choice.filter is Filter.DONE:
        return "nothing has passed yet; f shows the others"
    return "everything has passed; f shows it"


def head(choice: Choice, width: int) -> str:
    """Return the topmost line: what has been reached, and what is shown of it."""
    course = [row for row in choice.listing.rows if row.exercise.place[0].isdecimal()]
    passed = f"{sum(row.done for row in course)} of {len(course)} passed"
    searched = f", with {choice.query!r}" if choice.query.strip() else ""
    long = f"{passed}   shown: {choice.filter.value}{searched}"
    return long if cell_len(long) <= width else f"{choice.filter.value}{searched}"[:width]


def keys(choice: Choice, width: int, *, typing: bool) -> str:
    """Return the line of keys that is as long as the screen allows."""
    if typing:
        told = [
            "type a name or a title   Enter opens   Tab: the keys   Esc: ends the search",
            "Enter opens   Esc: ends the search",
            "Esc: ends",
        ]
    else:
        leave = "Esc: ends the search" if choice.query else "q back"
        told = [
            f"Enter opens   f all/done/pending   / search   x reset   g G top, end   {leave}",
            f"Enter opens   f filter   / search   x reset   {leave}",
            f"Enter opens  f filter  / search {leave}",
            f"Enter opens  {leave}",
            "q back",
        ]
    return next((line for line in told if len(line) <= width), "")
