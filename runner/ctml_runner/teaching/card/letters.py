"""Letters of a picture: how they look, and how wide they are as far as that can be known."""

import unicodedata
from dataclasses import dataclass

_SANS = "ui-sans-serif, system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
_MONO = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"


@dataclass(frozen=True, slots=True)
class Letters:
    """A way to write.

    Attributes:
        size: the height of a line of letters, in pixels.
        colour: their colour, as ``#rrggbb``.
        weight: 400 is regular, 700 bold.
        family: fonts to choose from, all of them fonts that a computer has already.
        breadth: the width of a letter in units of the size, on average, in the widest of them.
    """

    size: int
    colour: str
    weight: int
    family: str
    breadth: float

    def columns(self, pixels: int) -> int:
        """Return how many letters fit so many pixels."""
        return int(pixels / (self.size * self.breadth))

    @property
    def step(self) -> int:
        """The distance from one line to the next."""
        return round(self.size * 1.3)


def plain(size: int, colour: str) -> Letters:
    """Return the letters of running text."""
    return Letters(size, colour, 400, _SANS, 0.56)


def bold(size: int, colour: str) -> Letters:
    """Return the letters of what is to be read first."""
    return Letters(size, colour, 700, _SANS, 0.62)


def typed(size: int, colour: str) -> Letters:
    """Return the letters of a terminal."""
    return Letters(size, colour, 400, _MONO, 0.62)


def width(text: str) -> int:
    """Return how many columns a text takes: two for each wide letter, none for a mark above one."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )


def cut(text: str, columns: int) -> str:
    """Return a text that takes no more than so many columns; three dots mark a cut."""
    if width(text) <= columns:
        return text
    kept = ""
    for one in text:
        if width(kept + one) >= columns:
            break
        kept += one
    return f"{kept}…"


def wrap(text: str, columns: int) -> list[str]:
    """Return a text in lines of so many columns; a word that is too long is cut."""
    lines: list[str] = []
    for word in (cut(one, columns) for one in text.split()):
        if lines and width(lines[-1]) + 1 + width(word) <= columns:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
