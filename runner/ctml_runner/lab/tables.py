"""Tables: an array in tidy columns, in as many blocks as the width asks for."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from ctml.demo import Cell, Shown
from ctml_runner.lab.figures import figures

_GAP = 2


def table_lines(shown: Shown, width: int) -> Iterator[Text]:
    """Yield the lines of a row or a table.

    Columns that don't fit are put below, under a line that says which they are.

    Args:
        shown: a value that is a row or a table.
        width: how many cells a line may have.
    """
    columns = _columns(shown)
    blocks = list(_blocks([_width(column) for column in columns], width))
    for start, end in blocks:
        if len(blocks) > 1 and not shown.columns:
            which = f"columns {start + 1} to {end}" if end > start + 1 else f"column {end}"
            yield Text(f"{which} of {len(columns)}:", style="dim")
        lines = _block(columns[start:end])
        if shown.columns:
            lines[0].stylize("bold")
        yield from lines


def _columns(shown: Shown) -> list[list[Text]]:
    """Return each column's cells as text: numbers to the right, words to the left."""
    columns = list(zip(*_rows(shown), strict=True))
    names: list[tuple[str, ...]] = [(name,) for name in shown.columns] or [()] * len(columns)
    written = iter(figures([cell for column in columns for cell in column]))
    return [
        _justified(column, [*name, *(next(written) for _ in column)])
        for name, column in zip(names, columns, strict=True)
    ]


def _rows(shown: Shown) -> list[tuple[Cell, ...]]:
    """Return a table's rows; a row is a table of one."""
    items = shown.value if isinstance(shown.value, tuple) else (shown.value,)
    rows = [item for item in items if isinstance(item, tuple)]
    return rows or [tuple(item for item in items if not isinstance(item, tuple))]


def _justified(cells: Sequence[Cell], written: Sequence[str]) -> list[Text]:
    widest = max(map(cell_len, written))
    words = any(isinstance(cell, str) for cell in cells)
    gaps = [" " * (widest - cell_len(one)) for one in written]
    return [Text(one + gap if words else gap + one) for one, gap in zip(written, gaps, strict=True)]


def _width(column: Sequence[Text]) -> int:
    return max(cell.cell_len for cell in column)


def _blocks(widths: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
    """Yield which columns stand side by side: from the first to before the last."""
    start, used = 0, 0
    for place, wide in enumerate(widths):
        if place > start and used + _GAP + wide > most:
            yield start, place
            start, used = place, 0
        used += wide + (_GAP if place > start else 0)
    yield start, len(widths)


def _block(columns: Sequence[Sequence[Text]]) -> list[Text]:
    lines = [Text(" " * _GAP).join(cells) for cells in zip(*columns, strict=True)]
    for line in lines:
        line.rstrip()
    return lines
