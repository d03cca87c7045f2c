"""The page: a view drawn on so many columns and rows, as one line of text for each row."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from ctml_runner.screen.live.body import body_lines
from ctml_runner.screen.live.head import header, tick_line
from ctml_runner.screen.live.keys import foot
from ctml_runner.screen.live.look import Look
from ctml_runner.screen.live.signs import UNICODE, in_ascii
from ctml_runner.screen.live.view import View
from ctml_runner.screen.prose import folded

_READABLE = 96  # cells; longer lines of prose are hard to read
_TIGHT = 12  # rows, below which nothing stands between head, body and foot
_TINY = 8  # rows, below which the keys aren't named


@dataclass(frozen=True, slots=True)
class Page:
    """What the terminal shows.

    Attributes:
        rows: a line of text for each row, none wider than the screen.
        top: how many lines of the body are scrolled out above.
        room: how many rows the body has.
        lines: how many lines the body has.
    """

    rows: tuple[Text, ...]
    top: int
    room: int
    lines: int


def drawn(view: View, look: Look, width: int, height: int, top: int) -> Page:
    """Draw a view.

    Args:
        view: what to show.
        look: how.
        width: columns of the terminal.
        height: its rows.
        top: how many lines of the body are to be scrolled out; more than there are is mended.
    """
    margin = _margin(look, width)
    inner = max(width - 2 * margin, 1)
    body = _fitted(body_lines(view, look), look, min(inner, _READABLE))
    head = _head(view, look, inner, height)
    said = _said(view, inner, height)
    keys = [foot(inner)] if height >= _TINY else []
    rule = height >= _TIGHT
    room = max(height - len(head) - len(said) - len(keys) - rule, 0)
    top = max(0, min(top, len(body) - room))
    shown = body[top : top + room]
    filler = [Text()] * (room - len(shown))
    below = [_rule(look, inner, len(body) - top - room)] if rule else []
    rows = [*head, *shown, *filler, *below, *said, *keys][:height]
    return Page(tuple(_placed(row, look, margin, width) for row in rows), top, room, len(body))


def _margin(look: Look, width: int) -> int:
    if look.projector and width >= 60:
        return max(width // 14, 4)
    return 1 if width >= 30 else 0


def _fitted(lines: Iterable[Text], look: Look, width: int) -> list[Text]:
    """Return lines made to fit, without empty ones at the end or twice in a row."""
    rows: list[Text] = []
    for line in lines:
        if line.plain or (rows and rows[-1].plain):
            rows.extend(folded(line if look.signs is UNICODE else in_ascii(line), width))
    while rows and not rows[-1].plain.strip():
        rows.pop()
    return rows


def _head(view: View, look: Look, width: int, height: int) -> list[Text]:
    airy = look.projector and height >= 20
    first, second = header(view, look, width), tick_line(view, look, width)
    if airy:
        return [Text(), first, Text(), second, Text(), _rule(look, width, 0), Text()]
    return [first, second, *([_rule(look, width, 0)] if height >= _TIGHT else [])]


def _said(view: View, width: int, height: int) -> list[Text]:
    """Return the line above the keys, in a few rows if it needs them."""
    if view.line is None:
        return []
    rows = [
        row
        for line in view.line.text.split("\n")
        for row in folded(Text(line, style="yellow"), width)
    ]
    return rows[: max(height // 4, 1)]


def _rule(look: Look, width: int, more: int) -> Text:
    if more <= 0:
        return Text(look.signs.rule * width, style="dim")
    told = f" {look.signs.more} {more} more {'line' if more == 1 else 'lines'}: space "
    left = max(width - cell_len(told) - 2, 0)
    end = look.signs.rule * min(2, width - left)
    return Text(look.signs.rule * left, "dim").append(told, "not dim bold").append(end, "dim")


def _placed(row: Text, look: Look, margin: int, width: int) -> Text:
    """Return a row with the margin before it, in signs that the terminal has."""
    placed = Text(" " * margin).append_text(row)
    if look.signs is not UNICODE:
        placed = in_ascii(placed)
    if look.projector:
        placed.stylize_before("bold")
    if placed.cell_len > width:
        placed.truncate(width)
    return placed
