"""A share card as a picture: one SVG of 1200 x 630 that stands alone."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from ctml_runner.course.ledger import Claim
from ctml_runner.teaching.card.card import Card
from ctml_runner.teaching.card.letters import Letters, bold, cut, plain, typed, width, wrap

_WIDTH, _HEIGHT = 1200, 630
_INK, _SOFT, _GREEN = "#1b2430", "#56616f", "#0a6b4a"
_PAGE, _PANEL, _EDGE = "#fbfaf6", "#eceff2", "#c9d0d8"
_LEFT, _RIGHT, _COLUMN = 56, 632, 520  # where the two columns begin, and how wide each is
_TOP, _BOTTOM = 64, 576
_LABEL, _TITLE, _PAPER, _NOTE = bold(17, _GREEN), bold(36, _INK), plain(18, _SOFT), plain(15, _SOFT)
_PADDING = 20
_LARGEST, _SMALLEST = 18, 12  # letters in the terminal
_SIZES = ((20, 16), (18, 15), (17, 14), (16, 13))  # of a claim and its boundary


def card_svg(card: Card) -> str:
    """Return the card as an SVG: no font, style sheet or picture from anywhere else.

    The background is opaque and light, so that it reads on a dark page as well.
    """
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}"'
        f' viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-labelledby="title description">\n'
        f'<title id="title">{escape(card.title)}</title>\n'
        f'<desc id="description">{escape(_description(card))}</desc>'
    )
    body = (*_frame(), *_built(card), *_claimed(card), *_held(card))
    return "\n".join((head, *body, "</svg>")) + "\n"


def _description(card: Card) -> str:
    said = " ".join(claim.says for claim in card.claims)
    return f"{card.command} printed: {'; '.join(card.printed) or 'nothing'}. It claims: {said}"


def _frame() -> Iterator[str]:
    yield _box(1, 1, _WIDTH - 2, _HEIGHT - 2, _PAGE)
    middle = f"M{_RIGHT - 28} {_TOP - 20} V{_BOTTOM - 16}"
    yield f'<path d="{middle}" stroke="{_EDGE}" stroke-width="2"/>'


def _built(card: Card) -> Iterator[str]:
    """Draw the left column: what was built, from which paper, and the terminal."""
    yield _text(_LEFT, _TOP, "ctml · paper to code", _LABEL)
    y = _TOP + 8
    for text, letters, gap in (
        (card.title, _TITLE, 0),
        (f"{card.authors}: {card.paper}", _PAPER, 14),
        (card.url.removeprefix("https://"), _NOTE, 6),
    ):
        y += gap
        for line in wrap(text, letters.columns(_COLUMN))[:3]:
            y += letters.step
            yield _text(_LEFT, y, line, letters)
    yield from _terminal(card, y + 24)


def _terminal(card: Card, top: int) -> Iterator[str]:
    """Draw the command and what it printed, as large as the panel allows."""
    lines = (f"$ {card.command}", *card.printed)
    inside = _COLUMN - 2 * _PADDING
    letters = _largest(max(width(line) for line in lines), inside, (_BOTTOM - top) // len(lines))
    yield _box(_LEFT, top, _COLUMN, letters.step * len(lines) + _PADDING, _PANEL)
    for number, line in enumerate(lines, 1):
        shown = cut(line, letters.columns(inside))
        yield _text(_LEFT + _PADDING, top + 6 + letters.step * number, shown, letters)


def _largest(columns: int, pixels: int, step: int) -> Letters:
    """Return the largest letters of a terminal that so many columns and such a step allow."""
    sizes = (typed(size, _INK) for size in range(_LARGEST, _SMALLEST, -1))
    fitting = (one for one in sizes if one.columns(pixels) >= columns and one.step < step)
    return next(fitting, typed(_SMALLEST, _INK))


def _claimed(card: Card) -> Iterator[str]:
    """Draw the right column: each claim with its boundary, in the largest letters that fit."""
    yield _text(_RIGHT, _TOP, "What it claims, and how far", _LABEL)
    top, room = _TOP + 16, _BOTTOM - _TOP - 40
    fitting = (one for one in _SIZES if sum(_tall(claim, one) for claim in card.claims) <= room)
    sizes = next(fitting, _SIZES[-1])
    y = top
    for number, claim in enumerate(card.claims):
        if y + _tall(claim, sizes) > top + room:
            more = f"and {len(card.claims) - number} more, in the ledger"
            yield _text(_RIGHT, y + _NOTE.step, more, _NOTE)
            return
        line_y = y
        for line, letters in _lines(claim, sizes):
            line_y += letters.step
            yield _text(_RIGHT, line_y, line, letters)
        y += _tall(claim, sizes)


def _lines(claim: Claim, sizes: tuple[int, int]) -> list[tuple[str, Letters]]:
    """Return the lines of a claim and its boundary, and how each is written."""
    return [
        (line, letters)
        for text, letters in (
            (claim.says, bold(sizes[0], _INK)),
            (claim.boundary, plain(sizes[1], _SOFT)),
        )
        for line in wrap(text, letters.columns(_COLUMN))
    ]


def _tall(claim: Claim, sizes: tuple[int, int]) -> int:
    """Return how much room a claim takes, the gap below it included."""
    return sum(letters.step for _, letters in _lines(claim, sizes)) + sizes[1]


def _held(card: Card) -> Iterator[str]:
    held = f"held by {_counted(card.tests, 'test')}"
    if card.refusals:
        held += f" and {_counted(card.refusals, 'refusal')} of the type checker"
    yield _text(_LEFT, _HEIGHT - 30, held, bold(15, _GREEN))


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _box(x: int, y: int, wide: int, tall: int, colour: str) -> str:
    return (
        f'<rect x="{x}" y="{y}" width="{wide}" height="{tall}" rx="12" fill="{colour}"'
        f' stroke="{_EDGE}" stroke-width="2"/>'
    )


def _text(x: int, y: int, text: str, letters: Letters) -> str:
    return (
        f'<text x="{x}" y="{y}" font-family="{letters.family}" font-size="{letters.size}"'
        f' font-weight="{letters.weight}" fill="{letters.colour}" xml:space="preserve">'
        f"{escape(text)}</text>"
    )
