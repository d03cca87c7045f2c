"""The page of a talk: what was said on the left, what the model chose from on the right."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from ctml_runner.lab.chat.dials import DIALS
from ctml_runner.lab.chat.talk import Piece, Share, Talk, Who
from ctml_runner.screen.live.look import Look
from ctml_runner.screen.live.page import Page
from ctml_runner.screen.live.signs import UNICODE, in_ascii
from ctml_runner.screen.prose import folded, visible

SIDE = 31
"""Columns of the right side."""

_WIDE = 64  # columns, below which there is no right side
_TIGHT = 12  # rows, below which there are no rules
_TOKEN = 11  # columns of a token's name
_KEYS = (
    ("Enter", "say"),
    ("↑ ↓", "choose"),
    ("← →", "turn"),
    ("PgUp", "back"),
    ("^N", "forget"),
    ("Esc", "leave"),
)


def page_of(talk: Talk, look: Look, width: int, height: int) -> Page:
    """Draw a talk.

    Args:
        talk: what to show.
        look: how.
        width: columns of the terminal.
        height: its rows.
    """
    rule = [Text(look.signs.rule * width, "dim")] if height >= _TIGHT else []
    wide = width >= _WIDE
    head = [_head(talk, width), *rule]
    foot = [
        *rule,
        *([] if wide else [_dials_in_a_row(talk, width)]),
        _typed(talk, width),
        _keys(width),
    ]
    room = max(height - len(head) - len(foot), 0)
    left = width - SIDE - 3 if wide else width
    spoken = list(_spoken(talk.pieces, left))
    back = max(min(talk.back, len(spoken) - room), 0)
    shown = spoken[max(len(spoken) - room - back, 0) : len(spoken) - back]
    body = [*shown, *[Text()] * (room - len(shown))]
    if wide:
        side = list(_side(talk, look, room))
        body = [_beside(row, side[at], left, look) for at, row in enumerate(body)]
    rows = [*head, *body, *foot][:height]
    return Page(tuple(_placed(row, look, width) for row in rows), back, room, len(spoken))


def _head(talk: Talk, width: int) -> Text:
    state = "writing" if talk.writing else ""
    title = Text(talk.title, "bold")
    gap = max(width - title.cell_len - len(state), 1)
    return title.append(" " * gap).append(state, "not bold cyan")


def _spoken(pieces: tuple[Piece, ...], width: int) -> Iterator[Text]:
    for at, piece in enumerate(pieces):
        if piece.who is Who.YOU:
            if at:
                yield Text()
            yield from folded(Text(f"> {piece.text}", "bold cyan"), max(width, 1))
        else:
            for line in piece.text.split("\n"):
                yield from folded(Text(line), max(width, 1))


def _side(talk: Talk, look: Look, room: int) -> Iterator[Text]:
    """Yield the rows of the right side, exactly as many as there is room for."""
    rows = [Text("how it chooses", "dim"), *_dials(talk), Text(), Text("what it chose from", "dim")]
    largest = max((share.share for share in talk.shares), default=1.0)
    rows += [_bar(share, largest, look) for share in _seen(talk.shares, room - len(rows))]
    if not talk.shares:
        rows.append(Text("  say something first", "dim"))
    yield from (rows + [Text()] * room)[:room]


def _seen(shares: tuple[Share, ...], room: int) -> tuple[Share, ...]:
    """Return the likeliest that there is room for, and always the one that came."""
    if room <= 0:
        return ()
    rest = next((share for share in shares[room:] if share.chosen), None)
    return shares[:room] if rest is None else (*shares[: room - 1], rest)


def _dials(talk: Talk) -> Iterator[Text]:
    for at, dial in enumerate(DIALS):
        chosen = at == talk.dial
        row = Text("> " if chosen else "  ", "bold cyan" if chosen else "")
        row.append(f"{dial.label:<13}").append(dial.shown(talk.sampling), "not bold")
        yield row


def _dials_in_a_row(talk: Talk, width: int) -> Text:
    """Return the dials side by side; where not all have room, the chosen one has."""
    pieces = list[Text]()
    for at, dial in enumerate(DIALS):
        told, chosen = f"{dial.label} {dial.shown(talk.sampling)}", at == talk.dial
        style = "bold cyan" if chosen else ""
        pieces.append(Text(f"[{told}] " if chosen else f" {told}  ", style))
    first = 0
    while first < talk.dial and sum(one.cell_len for one in pieces[first:]) > width + 1:
        first += 1
    return Text().join(pieces[first:])


def _bar(share: Share, largest: float, look: Look) -> Text:
    told = visible(Text(repr(share.text))).plain
    while cell_len(told) > _TOKEN:
        told = told[:-2] + "'" if len(told) > 3 else told[:-1]
    most = SIDE - _TOKEN - 9
    long = max(round(share.share / max(largest, 1e-9) * most), 0)
    row = Text("> " if share.chosen else "  ", "bold cyan")
    row.append(told + " " * (_TOKEN - cell_len(told) + 1), "bold" if share.chosen else "not bold")
    row.append(look.signs.full * long, "not bold cyan").append(" " * (most - long))
    return row.append(f" {share.share:4.0%}", "not bold")


def _beside(left: Text, right: Text, width: int, look: Look) -> Text:
    row = Text()
    row.append_text(left).append(" " * max(width - left.cell_len, 0))
    return row.append(f" {look.signs.gutter} ", "dim").append_text(right)


def _typed(talk: Talk, width: int) -> Text:
    """Return the line that is typed, its end in sight."""
    line = Text("> ", "bold cyan")
    shown = visible(Text(talk.typed)).plain
    while cell_len(shown) > max(width - 3, 1):
        shown = shown[1:]
    line.append(shown, "not bold").append("_", "blink")
    if not talk.typed and not talk.pieces:
        line.append(" type how a text begins; the model goes on with it", "not blink dim")
    return line


def _keys(width: int) -> Text:
    """Return what the keys do; where not all have room, the way out has."""
    pieces = [
        Text(key, "bold cyan").append(f" {does}  ", "not bold default") for key, does in _KEYS
    ]
    while len(pieces) > 1 and sum(one.cell_len for one in pieces) > width + 2:
        del pieces[-2]
    return Text().join(pieces)


def _placed(row: Text, look: Look, width: int) -> Text:
    placed = row if look.signs is UNICODE else in_ascii(row)
    placed.truncate(width)
    return placed
