"""The app: takes messages in, folds them into the view, draws it, and hands keys on."""

import contextlib
from collections.abc import Callable
from functools import partial
from queue import Empty, SimpleQueue
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key, Resize
from textual.geometry import Size
from textual.message import Message as Signal

from ctml_runner.screen.live.look import Look
from ctml_runner.screen.live.overlays import Overlays
from ctml_runner.screen.live.page import drawn
from ctml_runner.screen.live.sheet import Sheet
from ctml_runner.screen.live.view import (
    Ticks,
    View,
    answered,
    awaits_tests,
    left,
    put_away,
    seen,
    still_running,
)
from ctml_runner.screen.live.window import Window
from ctml_runner.teaching.events import Event, Pressed
from ctml_runner.teaching.messages import Message

_LONG = 2.0  # seconds after which one wonders whether anything goes on

Post = Callable[[Event], None]


class Arrived(Signal):
    """There is something in the inbox."""


class LiveApp(Window[None]):
    """The live screen's window on the terminal.

    Args:
        look: how it is drawn.
        post: where keys and choices go.
    """

    CSS = "Screen { overflow: hidden; } Sheet { width: 100%; height: 100%; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+d", "end", priority=True),
        Binding("up", "scroll(-1)"),
        Binding("down", "scroll(1)"),
        Binding("pageup", "page(-1)"),
        Binding("pagedown,space", "page(1)"),
        Binding("home", "scroll(-100000)"),
        Binding("end", "scroll(100000)"),
        Binding("escape", "put_away"),
    ]

    def __init__(self, look: Look, post: Post) -> None:
        super().__init__(look)
        self.view = View()
        self._look = look
        self._top = 0
        self._measure = Size(80, 24)
        self._post = post
        self._inbox: SimpleQueue[Message | None] = SimpleQueue()
        self._up = False
        self._sheet = Sheet(look)
        self._overlays = Overlays(self, look, post, self._answer, self._leave)

    # From any thread.

    def tell(self, message: Message | None) -> None:
        """Show a message, in any thread; None ends the app."""
        self._inbox.put(message)
        if self._up:
            with contextlib.suppress(RuntimeError):  # it has ended: nobody looks any more
                self.post_message(Arrived())

    def lend(self, work: Callable[[], None]) -> bool:
        """Give the whole terminal to `work`, in any thread but the app's; take it back after."""
        try:
            self.call_from_thread(self._lend, work)
        except RuntimeError:  # it has ended
            return False
        return True

    def _lend(self, work: Callable[[], None]) -> None:
        with self.suspend():
            work()

    # In the app's thread.

    def compose(self) -> ComposeResult:
        """Yield the one widget there is."""
        yield self._sheet

    def on_mount(self) -> None:
        """Take in what has come before there was a screen."""
        self._up = True
        self._measure = self.size
        self._take_in()

    def on_arrived(self) -> None:
        """Take in what has come."""
        self._take_in()

    def on_resize(self, event: Resize) -> None:
        """Draw at the new size."""
        self._measure = event.size
        self._draw()

    def on_key(self, event: Key) -> None:
        """Hand a letter on to the session; what is over the page answers its keys itself."""
        typed = (event.character or "").strip()  # a blank scrolls
        if typed and event.is_printable and not self._overlays.any:
            self._post(Pressed(typed))

    def action_end(self) -> None:
        """End as q does: this is the end of the input, wherever lines are typed."""
        self._post(Pressed("q"))

    def action_put_away(self) -> None:
        """Put away what was asked for."""
        self.view = put_away(self.view)
        self._draw()

    def action_scroll(self, by: int) -> None:
        """Scroll the body by so many lines."""
        self._top += by
        self._draw()

    def action_page(self, by: int) -> None:
        """Scroll the body by so many of its heights, less a line that stays in sight."""
        self._top += by * max(self._sheet.room - 1, 1)
        self._draw()

    def _take_in(self) -> None:
        """Fold everything that has come into the view, and draw it once."""
        before = self.view
        with contextlib.suppress(Empty):
            while True:
                message = self._inbox.get_nowait()
                if message is None:
                    self.exit()
                    return
                self.view = seen(self.view, message)
        if self.view.ticks is not before.ticks and awaits_tests(self.view):
            self.set_timer(_LONG, partial(self._still_running, self.view.ticks))
        if self.view.parts != before.parts:
            self._top = 0
        self._draw()

    def _still_running(self, ticks: Ticks | None) -> None:
        """Tell that the same tests are running still: nothing else moves on the screen."""
        if self.view.ticks is ticks:
            self.view = still_running(self.view)
            self._draw()

    def _draw(self) -> None:
        page = drawn(self.view, self._look, *self._measure, self._top)
        self._top = page.top
        self._sheet.show(page)
        self._overlays.match(self.view)

    def _answer(self, yes: bool) -> None:  # noqa: FBT001  # the answer
        self.view = answered(self.view)
        self._post(Pressed("y" if yes else "n"))

    def _leave(self) -> None:
        self.view = left(self.view)
