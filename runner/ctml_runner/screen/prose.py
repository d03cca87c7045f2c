"""Prose: lines made to fit a width, and made harmless for a terminal."""

import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

_WORD = re.compile(r"\s*(?:`[^`]{1,40}`|\S)+")  # short code in a sentence is one word
_ENTRY = re.compile(r"\s*(?:[-*•] |\d+\. +)")
_HANGING = re.compile(r"\s*(?:[-*•|│] |\d+\. +)?")

_CONTROL = {
    code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n"
}


def paragraphs(text: str) -> Iterator[str]:
    """Yield a text's paragraphs, list entries and lines of code, each as one line.

    Lines of prose that were broken to fit an editor are joined again; what is set in by four
    or more is code, and stays as it is.
    """
    held = ""
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        if held and line.strip() and indent == _indent(held) < 4 and not _ENTRY.match(line):
            held += " " + line.strip()
            continue
        if held:
            yield held
        held = line if indent < 4 else ""
        if not held:
            yield line
    if held:
        yield held


def visible(line: Text) -> Text:
    """Return a line whose control characters are spelled out: a terminal would obey them."""
    spelled = line.plain.translate(_CONTROL)
    if spelled == line.plain:
        return line
    return Text(spelled, style=line.style, no_wrap=line.no_wrap, overflow=line.overflow)


def folded(line: Text, width: int) -> list[Text]:
    """Return a line as rows of at most `width` cells.

    Prose goes on below as far in as it began. Code, whose mark has to stay below it, is cut off
    if it says so; anything else that may not be wrapped is broken where the row ends.
    """
    line = visible(line)
    line.expand_tabs(4)
    if line.cell_len <= width:
        return [line]
    if line.no_wrap and line.overflow == "ellipsis":
        line.truncate(width, overflow="ellipsis")
        return [line]
    indent = 0 if line.no_wrap else min(_indent(line.plain), width // 3)
    rows = list(line.divide(_breaks(line.plain, width, indent, words=not line.no_wrap)))
    for row in rows:
        row.rstrip()
    first, *rest = rows
    return [first, *(Text(" " * indent).append_text(_stripped(row)) for row in rest)]


def _indent(text: str) -> int:
    found = _HANGING.match(text)
    return found.end() if found else 0


def _stripped(row: Text) -> Text:
    return row[len(row.plain) - len(row.plain.lstrip(" ")) :]


def _breaks(text: str, width: int, indent: int, *, words: bool) -> Iterator[int]:
    """Yield where new rows begin: before a word that doesn't fit, or within one too long."""
    at = 0
    for start, end in _pieces(text, words=words):
        if at + cell_len(text[start:end]) <= width:
            at += cell_len(text[start:end])
            continue
        piece = text[start:end].lstrip(" ")
        if at > indent and indent + cell_len(piece) <= width:
            yield end - len(piece)
            at = indent + cell_len(piece)
            continue
        for place in range(start, end):
            if at + cell_len(text[place]) > width:
                yield place
                at = indent
            at += cell_len(text[place])


def _pieces(text: str, *, words: bool) -> Iterator[tuple[int, int]]:
    if not words:
        yield 0, len(text)
        return
    for word in _WORD.finditer(text):
        yield word.span()
