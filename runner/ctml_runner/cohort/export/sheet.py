"""Sheets: comma-separated values of which no spreadsheet runs a cell."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from unicodedata import category

Cell = str | int | float | bool | None

RUNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001  # some programs fold them
"""What a formula begins with."""


_SEPARATOR = re.compile(r"(?<=[;\t\r\n])")
"""After what a program that was told other habits than ours begins a new cell."""


def harmless(text: str) -> str:
    """Return `text` so that a spreadsheet takes it for text: if need be, after an apostrophe."""
    first, *others = _SEPARATOR.split(text)
    rest = "".join(f"'{piece}" if _runs(piece) else piece for piece in others)
    runs = _runs(text) or text.startswith(("\t", "\r", "\n"))
    return f"'{first}{rest}" if runs else f"{first}{rest}"


def _runs(text: str) -> bool:
    """Whether the first character that can be seen begins a formula."""
    seen = (char for char in text if not char.isspace() and category(char) not in {"Cc", "Cf"})
    return next(seen, "") in RUNS


def sheet(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows as a sheet: UTF-8, lines that end as RFC 4180 says."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return text.getvalue().encode("utf-8", "replace")
