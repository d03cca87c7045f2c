"""The signs that the screen draws with: in Unicode, or in ASCII where the terminal has no more."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import assert_never

from rich.text import Span, Text

from ctml_runner.settings import Glyphs


@dataclass(frozen=True, slots=True)
class Signs:
    """What stands for what; no meaning is carried by a sign or a colour alone.

    Attributes:
        ok: before what is well.
        bad: before what is to mend.
        none: before what was not looked at.
        running: before what is being looked at.
        full: one step of a bar that was taken.
        empty: one step of a bar that was not.
        rule: what lines are drawn with.
        gutter: between a line's number and the line.
        node: an exercise in the path of all of them.
        arrow: from one exercise to the next.
        more: there is more below.
    """

    ok: str
    bad: str
    none: str
    running: str
    full: str
    empty: str
    rule: str
    gutter: str
    node: str
    arrow: str
    more: str


UNICODE = Signs("✓", "✗", "-", "…", "━", "─", "─", "│", "●", "──→", "↓")
ASCII = Signs("[ok]", "[x]", "[-]", "[..]", "#", "-", "-", "|", "o", "-->", "v")

_SPELLED = {
    "\N{HORIZONTAL ELLIPSIS}": "...",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "--",
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{MULTIPLICATION SIGN}": "x",
    "\N{MINUS SIGN}": "-",
    "→": "->",
    "←": "<-",
    "⟶": "->",
    "⇒": "=>",
    "↑": "Up",
    "↓": "Down",
    "∘": "o",
    "·": "*",
    "•": "*",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "≈": "~",
    "√": "sqrt",
    "│": "|",
    "─": "-",
}
"""What a terminal without Unicode shows instead."""


def in_ascii(line: Text) -> Text:
    """Return a line in ASCII: what is known is spelled, what is not becomes ``?``."""
    pieces = [sign if sign.isascii() else _SPELLED.get(sign, "?") for sign in line.plain]
    places = [0, *accumulate(map(len, pieces))]
    spans = [Span(places[s.start], places[s.end], s.style) for s in line.spans]
    return Text(
        "".join(pieces), line.style, no_wrap=line.no_wrap, overflow=line.overflow, spans=spans
    )


def signs_for(asked: Glyphs, environment: Mapping[str, str], encoding: str) -> Signs:
    """Return the signs to draw with.

    Args:
        asked: what the settings say.
        environment: the environment's variables.
        encoding: how text is written to the terminal.
    """
    match asked:
        case Glyphs.UNICODE:
            return UNICODE
        case Glyphs.ASCII:
            return ASCII
        case Glyphs.AUTO:
            return UNICODE if _can_show_unicode(environment, encoding) else ASCII
        case never:
            assert_never(never)


def _can_show_unicode(environment: Mapping[str, str], encoding: str) -> bool:
    """Whether the locale is UTF-8 and the terminal is none of the few with a handful of glyphs."""
    # Python writes UTF-8 in the C locale too; who asks for that locale by name means ASCII.
    bare = environment.get("LC_ALL", "") in {"C", "POSIX"} and os.name == "posix"
    utf8 = encoding.lower().replace("-", "").replace("_", "") == "utf8"
    return utf8 and not bare and environment.get("TERM") != "linux"
