"""Sheets: comma-separated values of which no spreadsheet runs a cell."""

import csv
import io
from collections.abc import Iterable, Sequence

Cell = str | int | float | bool | None

RUNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001  # some programs fold them
"""What a formula begins with."""


def harmless(text: str) -> str:
    """Return `text` so that a spreadsheet takes it for text: if need be, after an apostrophe."""
    runs = text.lstrip().startswith(RUNS) or text.startswith(("\t", "\r", "\n"))
    return f"'{text}" if runs else text


def sheet(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows as a sheet: UTF-8, lines that end as RFC 4180 says."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return text.getvalue().encode("utf-8", "replace")
