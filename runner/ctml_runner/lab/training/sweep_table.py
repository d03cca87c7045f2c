"""What a sweep found: a table, and its curves."""

from collections.abc import Sequence
from dataclasses import dataclass

from ctml_runner.lab.plotting import Chart, Line
from ctml_runner.lab.training.wording import amount, duration


@dataclass(frozen=True, slots=True)
class Swept:
    """One size of a sweep, trained.

    Attributes:
        size: what it is called.
        parameters: how many numbers it has learned.
        tokens: how many tokens, or pictures, it has learned from, repetitions included.
        loss: the last line's.
        validation: the last line's.
        seconds: how long it took.
        curve: its validation loss over the steps.
    """

    size: str
    parameters: int
    tokens: int
    loss: float
    validation: float
    seconds: float
    curve: Line


_HEADS = ("size", "parameters", "learned from", "loss", "validation", "time")


def table_lines(rows: Sequence[Swept]) -> list[str]:
    """Return a table, a line for each size below its heads."""
    cells = [_HEADS, *(_cells(row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in cells
    ]


def chart_of(title: str, rows: Sequence[Swept]) -> Chart:
    """Return the curves of all sizes in one chart."""
    return Chart(title, "step", "validation loss in nats", tuple(row.curve for row in rows))


def _cells(row: Swept) -> tuple[str, ...]:
    return (
        row.size,
        f"{row.parameters:,}",
        amount(row.tokens),
        f"{row.loss:.4f}",
        f"{row.validation:.4f}",
        duration(row.seconds),
    )
