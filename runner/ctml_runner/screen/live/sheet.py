"""The sheet: a page on the terminal; only the rows that changed are drawn again."""

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from ctml_runner.screen.live.look import Look
from ctml_runner.screen.live.page import Page
from ctml_runner.settings import Theme


class Sheet(Widget):
    """Shows one page.

    Args:
        look: how it is drawn.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rows: tuple[Text, ...] = ()
        self.room = 1

    def show(self, page: Page) -> None:
        """Show a page instead of the one before."""
        before, self._rows, self.room = self._rows, page.rows, page.room
        if len(before) != len(page.rows):
            self.refresh()
            return
        changed = [
            Region(0, row, self.size.width, 1)
            for row, (old, new) in enumerate(zip(before, page.rows, strict=True))
            if old != new or old.spans != new.spans
        ]
        if changed:
            self.refresh(*changed)

    def render_line(self, y: int) -> Strip:
        """Return one row as segments, as wide as the sheet."""
        row = self._rows[y] if y < len(self._rows) else Text()
        segments = row.render(self.app.console, end="")
        strip = Strip([self._styled(segment) for segment in segments])
        return strip.adjust_cell_length(self.size.width, self.rich_style)

    def _styled(self, segment: Segment) -> Segment:
        """Return a segment on the sheet's own ground; where contrast is wanted, nothing is dim."""
        style = self.rich_style + (segment.style or Style())
        if self._look.theme is Theme.HIGH_CONTRAST:
            style += Style(dim=False)
        return Segment(segment.text, style)
