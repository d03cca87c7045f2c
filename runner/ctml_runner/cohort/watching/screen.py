"""The live screen of a room: a row a learner, who is stuck first, drawn anew when it changes."""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.message import Message as Signal

from ctml_runner.cohort.watching.now import Now
from ctml_runner.cohort.watching.telling import drawn, heading, summary
from ctml_runner.screen.live.look import Look
from ctml_runner.screen.live.page import Page
from ctml_runner.screen.live.sheet import Sheet
from ctml_runner.screen.live.window import Window

Rows = Callable[[], Sequence[Now]]
"""Looks at the room."""


class Looked(Signal):
    """The room was looked at; or that failed."""

    def __init__(self, found: Sequence[Now] | Exception) -> None:
        super().__init__()
        self.found = found


class RoomApp(Window[None]):
    """Shows a room until q.

    Args:
        look: how it is drawn.
        title: what is watched.
        rows: looks at the room; called in a thread, because a network share may take its time.
        every: seconds between two looks.
    """

    CSS = "Screen { overflow: hidden; } Sheet { width: 100%; height: 100%; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,ctrl+d", "end"),
        Binding("r", "again"),
        Binding("up,k", "scroll(-1)"),
        Binding("down,j", "scroll(1)"),
        Binding("pageup", "scroll(-20)"),
        Binding("pagedown,space", "scroll(20)"),
        Binding("home,g", "scroll(-100000)"),
        Binding("end", "scroll(100000)"),
    ]

    def __init__(self, look: Look, title: str, rows: Rows, every: float) -> None:
        super().__init__(look)
        self._title, self._look_again, self._every = title, rows, every
        self._rows: Sequence[Now] = ()
        self._at: datetime | None = None
        self._top = 0
        self._looking = False
        self._sheet = Sheet(look)

    def compose(self) -> ComposeResult:
        """Yield the one widget there is."""
        yield self._sheet

    def on_mount(self) -> None:
        """Look for the first time."""
        self._next = self.set_timer(self._every, self.action_again)
        self._draw()
        self.action_again()

    def on_resize(self, event: Resize) -> None:
        """Draw at the new size."""
        del event
        self._draw()

    def action_end(self) -> None:
        """End."""
        self.exit()

    def action_again(self) -> None:
        """Look now, unless that is under way; and then again and again."""
        if not self._looking:
            self._looking = True
            self._next.stop()
            # A thread of nobody's: what waits for a share that is gone must not hold up the end.
            threading.Thread(target=self._looked, name="ctml-room", daemon=True).start()

    def action_scroll(self, by: int) -> None:
        """Scroll by so many rows."""
        self._top += by
        self._draw()

    def _looked(self) -> None:
        try:
            found: Sequence[Now] | Exception = self._look_again()
        except Exception as error:  # noqa: BLE001  # told by whoever started the app
            found = error
        with suppress(RuntimeError):  # the app has ended: nobody looks any more
            self.post_message(Looked(found))

    def on_looked(self, looked: Looked) -> None:
        """Draw what was seen, and look again later."""
        if isinstance(looked.found, Exception):
            self.fault = looked.found
            self.exit()
            return
        self._rows, self._at = looked.found, datetime.now().astimezone()
        self._looking = False
        self._next = self.set_timer(self._every, self.action_again)
        self._draw()

    def _draw(self) -> None:
        width, height = self.size
        room = max(height - 3, 0)
        self._top = max(0, min(self._top, len(self._rows) - room))
        shown = self._rows[self._top : self._top + room]
        lines = [self._head(width), heading(width), *(drawn(row, width) for row in shown)]
        lines += [Text()] * (height - 1 - len(lines))
        page = [*lines[: max(height - 1, 0)], self._foot(len(self._rows) - self._top - room, width)]
        self._sheet.show(Page(tuple(page[:height]), self._top, room, len(self._rows)))

    def _head(self, width: int) -> Text:
        at = f"{self._at:%H:%M:%S}  " if self._at else "looking …  "
        head = Text(at, "dim").append(summary(self._rows), "not dim bold")
        head.append(f"   {self._title}", "not bold dim")
        head.truncate(width, overflow="ellipsis")
        return head

    def _foot(self, more: int, width: int) -> Text:
        told = f"{more} more: space   " if more > 0 else ""
        foot = Text(f"{told}q ends   r looks again", "dim")
        foot.truncate(width)
        return foot
