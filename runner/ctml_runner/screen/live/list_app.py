"""The list alone on the terminal: it ends with the exercise that was chosen, if any."""

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import assert_never

from ctml_runner.course.exercise import Exercise
from ctml_runner.errors import CtmlError
from ctml_runner.screen.live.list_screen import ListScreen, Wish
from ctml_runner.screen.live.look import Look
from ctml_runner.screen.live.question import QuestionScreen
from ctml_runner.screen.live.window import Window
from ctml_runner.teaching.events import Picked, ResetWanted
from ctml_runner.teaching.messages import Listing


class ListApp(Window[Exercise]):
    """Shows the list until an exercise is chosen or it is left.

    Args:
        listing: the rows, in order.
        reset: puts an exercise back to its start, and returns the rows after it.
        look: how to draw it.
    """

    def __init__(self, listing: Listing, reset: Callable[[Exercise], Listing], look: Look) -> None:
        super().__init__(look)
        self._reset = reset
        self._chosen: Exercise | None = None
        self._list = ListScreen(listing, self._take, look)

    def on_mount(self) -> None:
        """Show the list; leaving it ends the app, as does being asked to end by a signal."""
        with suppress(NotImplementedError):  # Windows has no such signal
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.exit)
        self.push_screen(self._list, lambda _: self.exit(self._chosen))

    def _take(self, wish: Wish) -> None:
        match wish:
            case Picked(exercise):
                self._chosen = exercise
            case ResetWanted(exercise):
                text = f"Put {exercise.slug} back to its start? What you wrote is kept."
                question = QuestionScreen(text)
                self.push_screen(question, lambda yes: self._answered(exercise, yes=bool(yes)))
            case _:
                assert_never(wish)

    def _answered(self, exercise: Exercise, *, yes: bool) -> None:
        if not yes:
            self._list.tell("nothing was changed")
            return
        try:
            self._list.update_listing(self._reset(exercise))
            back = f"ctml undo {exercise.slug}"
            self._list.tell(f"{exercise.slug} is as it was at the start; to undo that: {back}")
        except CtmlError as error:
            self._list.tell(error.what)
