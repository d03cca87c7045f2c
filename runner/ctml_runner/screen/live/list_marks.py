"""The signs of the list; each stands beside a word or a place that says the same."""

from dataclasses import dataclass, replace

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from ctml_runner.screen.live.look import Look
from ctml_runner.screen.live.signs import ASCII, in_ascii


@dataclass(frozen=True, slots=True)
class ListMarks:
    """What the list draws with.

    Attributes:
        pointer: before the chosen row.
        passed: of a row that has passed.
        open: of the open one.
        skipped: of those that were stepped over.
        to_come: of the others.
        ellipsis: where something is cut off.
        chosen: the style of the chosen row.
        only_ascii: whether titles have to be spelled in ASCII too.
    """

    pointer: str
    passed: str
    open: str
    skipped: str
    to_come: str
    ellipsis: str
    chosen: str = ""
    only_ascii: bool = False

    def fitted(self, text: str, width: int) -> str:
        """Return the text as wide as `width`: filled up with blanks, or cut off with a sign."""
        text = in_ascii(Text(text)).plain if self.only_ascii else text
        if cell_len(text.rstrip()) > width:
            return set_cell_size(text, max(width - 1, 0)) + self.ellipsis[:width]
        return set_cell_size(text, width)


_UNICODE = ListMarks(">", passed="✓", open="●", skipped="○", to_come="·", ellipsis="…")
_ASCII = ListMarks(
    ">", passed="+", open="*", skipped="o", to_come="-", ellipsis="~", only_ascii=True
)
_COLOURED = "$block-cursor-foreground on $block-cursor-background bold"


def marks_for(look: Look) -> ListMarks:
    """Return the signs for a look; without colours the chosen row is reversed."""
    marks = _ASCII if look.signs == ASCII else _UNICODE
    return replace(marks, chosen=_COLOURED if look.colour else "reverse bold")
