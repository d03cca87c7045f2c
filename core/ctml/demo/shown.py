"""Shown: one value of a demo, under a title, plain enough for any screen."""

from dataclasses import dataclass
from typing import TypeAlias

from ctml.domain import FloatArray
from ctml.errors import InvalidShapeError

Cell: TypeAlias = bool | int | float | str
"""What stands in one place: a number, a text, or whether something is so."""

Plain: TypeAlias = Cell | tuple[Cell, ...] | tuple[tuple[Cell, ...], ...]
"""One cell, a row of cells, or a table of them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A value and what has to be known in order to read it.

    Attributes:
        title: what it is.
        value: the value itself; a table's rows have one length.
        note: what to look at, in a sentence; there may be none.
        columns: the names of a table's columns; there may be none.

    Raises:
        InvalidShapeError: a table's rows differ in length, or it has not one name a column.
    """

    title: str
    value: Plain
    note: str = ""
    columns: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        rows = {len(row) if isinstance(row, tuple) else -1 for row in _items(self.value)}
        if len(rows) > 1:
            raise InvalidShapeError("Shown", f"{self.title!r}", "rows of one length")
        if self.columns and {len(self.columns)} != rows:
            given = f"{len(self.columns)} columns for shape {self.shape}"
            raise InvalidShapeError("Shown", given, "a table with one name for each column")

    @property
    def shape(self) -> tuple[int, ...]:
        """How many there are: () for one cell, (n,) for a row, (rows, columns) for a table."""
        items = _items(self.value)
        if not isinstance(self.value, tuple):
            return ()
        first = items[0] if items else ""
        return (len(items), len(first)) if isinstance(first, tuple) else (len(items),)


def row_of(array: FloatArray) -> tuple[float, ...]:
    """Return a row of numbers, [n], as plain ones.

    Args:
        array: one row.
    """
    return tuple(float(number) for number in array)


def table_of(array: FloatArray) -> tuple[tuple[float, ...], ...]:
    """Return a table of numbers, [r, c], as plain ones.

    Args:
        array: one table.
    """
    return tuple(row_of(row) for row in array)


def _items(value: Plain) -> tuple[Cell | tuple[Cell, ...], ...]:
    return value if isinstance(value, tuple) else (value,)
