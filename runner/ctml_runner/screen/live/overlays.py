"""What may lie over the page: the list and a question, as the view says."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import App

from ctml_runner.screen.live.look import Look
from ctml_runner.screen.live.view import Line, View
from ctml_runner.teaching.events import Picked, ResetWanted
from ctml_runner.teaching.messages import Listing, Question

if TYPE_CHECKING:
    from ctml_runner.screen.live.list_screen import ListScreen
    from ctml_runner.screen.live.question import QuestionScreen


class Overlays:
    """Keeps the list and the question on the terminal as the view has them.

    Args:
        app: where they lie.
        look: how they are drawn.
        choose: called with what is chosen in the list.
        answer: called with the answer to a question.
        leave: called when the list was left.
    """

    def __init__(
        self,
        app: App[None],
        look: Look,
        choose: Callable[[Picked | ResetWanted], None],
        answer: Callable[[bool], None],
        leave: Callable[[], None],
    ) -> None:
        self._app = app
        self._look = look
        self._choose = choose
        self._answer = answer
        self._leave = leave
        self._list: ListScreen | None = None
        self._question: QuestionScreen | None = None
        self._listed: Listing | None = None
        self._asked: Question | None = None
        self._line: Line | None = None

    @property
    def any(self) -> bool:
        """Whether something lies over the page and answers the keys."""
        return self._list is not None or self._question is not None

    def match(self, view: View) -> None:
        """Lay over the page what the view has, and take away what it has no more."""
        if view.question != self._asked:
            self._drop_question()
            if view.question is not None:
                self._ask(view.question)
        if view.listing is not None and view.listing != self._listed:
            self._show_list(view.listing)
        elif self._list is not None and view.line is not None and view.line != self._line:
            self._list.tell(view.line.text.partition("\n")[0])
        self._line = view.line

    def _ask(self, question: Question) -> None:
        from ctml_runner.screen.live.question import QuestionScreen  # noqa: PLC0415  # seldom

        self._asked, self._question = question, QuestionScreen(question.text)
        self._app.push_screen(self._question, self._answered)

    def _drop_question(self) -> None:
        """Take a question away that was answered by keys faster than it could be shown."""
        if self._question is not None and self._app.screen is self._question:
            self._app.pop_screen()
        self._asked = self._question = None

    def _answered(self, yes: bool | None) -> None:  # noqa: FBT001  # as Textual calls it
        self._asked = self._question = None
        self._answer(bool(yes))

    def _show_list(self, listing: Listing) -> None:
        from ctml_runner.screen.live.list_screen import ListScreen  # noqa: PLC0415  # seldom

        self._listed = listing
        if self._list is not None:
            self._list.update_listing(listing)
            return
        self._list = ListScreen(listing, self._choose, self._look)
        self._app.push_screen(self._list, self._left)

    def _left(self, _: None) -> None:
        self._listed = self._list = None
        self._leave()
