"""A demo's section as lines: in words, as a formula, as values."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from ctml.demo import Section, Shown
from ctml_runner.lab.figures import FEW, figures
from ctml_runner.lab.tables import table_lines
from ctml_runner.screen.prose import folded

_WIDEST = 88  # longer lines of prose are hard to read
_INDENT = 4


def show_section(console: Console, place: str, section: Section) -> None:
    """Print a section.

    Args:
        console: where it goes.
        place: which of how many it is, of which demo.
        section: what is printed.
    """
    for line in section_lines(place, section, min(console.width, _WIDEST)):
        console.print(line, soft_wrap=True)


def section_lines(place: str, section: Section, width: int) -> Iterator[Text]:
    """Yield the lines of a section, none longer than ``width``.

    Args:
        place: which of how many it is, of which demo.
        section: what it says.
        width: how many cells a line may have.
    """
    for line in _lines(place, section, width):
        yield from folded(line, width)


def _lines(place: str, section: Section, width: int) -> Iterator[Text]:
    yield Text()
    yield Text(section.title, style="bold").append(f"   {place}", style="not bold dim")
    yield Text()
    yield Text(section.words)
    yield Text()
    for formula in section.formula.split("\n"):
        yield Text(" " * _INDENT + formula, style="cyan")
    short = False
    for shown in section.shown:
        lines = list(_shown_lines(shown, width))
        if not (short and len(lines) == 1):  # facts of one line stand together
            yield Text()
        yield from lines
        short = len(lines) == 1


def _shown_lines(shown: Shown, width: int) -> Iterator[Text]:
    """Yield a value below its title; beside it, if it is short."""
    head = Text("  ").append(shown.title, style="bold")
    if shown.shape:
        head.append(f"   {list(shown.shape)}", style="not bold dim")
    lines = _value_lines(shown, max(width - _INDENT, 1))
    note = f"   ({shown.note})" if shown.note else ""
    if len(lines) == 1 and len(shown.shape) < 2:
        beside = Text("   ").join([head, lines[0]]).append(note, style="dim")
        if beside.cell_len <= width:
            yield beside
            return
    yield head.append(note, style="not bold dim")
    for line in lines:
        yield Text(" " * _INDENT).append_text(line)


def _value_lines(shown: Shown, width: int) -> list[Text]:
    if isinstance(shown.value, tuple):
        return list(table_lines(shown, width))
    return [Text(line) for line in figures([shown.value], FEW + 2)]
