"""Choosing from the list: which rows a filter and a search leave, and which one is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from ctml_runner.teaching.messages import Listing, Row


class Filter(Enum):
    """Which rows are shown; the key f goes from one to the next."""

    ALL = "all"
    DONE = "done"
    PENDING = "pending"

    def next(self) -> "Filter":
        """Return the filter that comes after this one, round and round."""
        order = tuple(Filter)
        return order[(order.index(self) + 1) % len(order)]

    def lets(self, row: Row) -> bool:
        """Whether a row is shown."""
        return self is Filter.ALL or row.done == (self is Filter.DONE)


@dataclass(frozen=True, slots=True)
class Choice:
    """Where somebody stands in the list.

    Attributes:
        listing: all rows.
        filter: which of them are shown.
        query: what is searched for, in names and titles; each of its words must be there.
        slug: the chosen row's exercise.
    """

    listing: Listing
    filter: Filter
    query: str
    slug: str

    @property
    def shown(self) -> tuple[Row, ...]:
        """The rows that the filter and the search leave, in order."""
        words = self.query.casefold().split()
        return tuple(row for row in self.listing.rows if self.filter.lets(row) and _has(row, words))

    @property
    def at(self) -> int:
        """The chosen row's place among those shown."""
        shown = self.shown
        return next((at for at, row in enumerate(shown) if row.exercise.slug == self.slug), 0)

    @property
    def row(self) -> Row | None:
        """The chosen row, if any is shown."""
        shown = self.shown
        return shown[self.at] if shown else None

    def moved(self, by: int) -> "Choice":
        """Choose the row so many further down; the first and the last are where it ends."""
        shown = self.shown
        if not shown:
            return self
        at = min(max(self.at + by, 0), len(shown) - 1)
        return replace(self, slug=shown[at].exercise.slug)

    def showing(self, filter: Filter, query: str) -> "Choice":  # noqa: A002  # its name here
        """Show other rows; keep the chosen one if it is among them, else choose what is next."""
        other = replace(self, filter=filter, query=query)
        return replace(other, slug=_nearest(self.listing.rows, other.shown, self.slug))


def begin(listing: Listing) -> Choice:
    """Return the choice at first: all rows are shown, and the open exercise is chosen."""
    rows = listing.rows
    opened = next((row for row in rows if row.current), None)
    slug = opened.exercise.slug if opened else rows[0].exercise.slug if rows else ""
    return Choice(listing, Filter.ALL, "", slug)


def _has(row: Row, words: Sequence[str]) -> bool:
    exercise = row.exercise
    text = f"{exercise.slug} {exercise.title} {exercise.slug.replace('_', ' ')}".casefold()
    return all(word in text for word in words)


def _nearest(rows: Sequence[Row], shown: Sequence[Row], slug: str) -> str:
    """Return the shown row at or after `slug`, else the last one shown, else `slug` itself."""
    order = [row.exercise.slug for row in rows]
    at = order.index(slug) if slug in order else 0
    left = [row.exercise.slug for row in shown]
    behind = set(order[at:])
    return next((one for one in left if one in behind), left[-1] if left else slug)
