"""The window: what every app of ours on the terminal has in common, above all its ways out."""

import contextlib
import os
import signal
from typing import ClassVar, TypeVar

from textual.app import App, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.events import Resize

from ctml_runner.screen.live.look import Look
from ctml_runner.screen.live.themes import PALETTES, theme_of

T = TypeVar("T")


class Window(App[T]):
    """An app in our colours that ends quietly, whatever ends it.

    Args:
        look: how it is drawn.

    Attributes:
        fault: what went wrong in it, for whoever started it to tell.
        interrupted: whether Ctrl-C ended it.
    """

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,ctrl+q", "interrupt", priority=True),
        Binding("ctrl+z", "suspend_process", priority=True),
    ]

    def __init__(self, look: Look) -> None:
        # Without this Textual would take the terminal's own colours for black on black.
        own_colours = None if look.colour else True
        super().__init__(driver_class=_driver_class(), ansi_color=own_colours)
        self.animation_level = "none"
        self.ansi_theme_dark = self.ansi_theme_light = PALETTES[look.theme]
        self.register_theme(theme_of(look))
        self.theme = theme_of(look).name
        self.fault: Exception | None = None
        self.interrupted = False

    def on_mount(self) -> None:
        """Draw everything anew after Ctrl-Z and fg: the shell has written over it."""
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))

    def on_resize(self, event: Resize) -> None:
        """Draw everything anew: a terminal that was made small and large again has lost it."""
        del event
        self.call_after_refresh(self.refresh, layout=True)

    def action_suspend_process(self) -> None:
        """Give the terminal back and stop, as Ctrl-Z does everywhere, until the shell goes on.

        Not we alone: whoever has started us and waits, such as make, must stop as well, else
        nobody is left to whom the shell could give the terminal.
        """
        if os.name != "posix":
            return
        with contextlib.suppress(SuspendNotSupported), self.suspend():
            before = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.killpg(0, signal.SIGTSTP)
            signal.signal(signal.SIGTSTP, before)

    def action_interrupt(self) -> None:
        """End at once, as Ctrl-C does everywhere."""
        self.interrupted = True
        self.exit()

    def bell(self) -> None:
        """Stay silent."""

    def _handle_exception(self, error: Exception) -> None:
        """Keep the error for whoever started the app, who tells it in one clear message."""
        self.fault = self.fault or error
        super()._handle_exception(error)
        self._exit_renderables.clear()


def _driver_class() -> type[Driver] | None:
    if os.name != "posix":
        return None
    from ctml_runner.screen.live.driver import QuietDriver  # noqa: PLC0415  # only where it works

    return QuietDriver
