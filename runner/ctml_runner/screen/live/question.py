"""A question over whatever is shown: y does it, n and Esc leave everything as it is."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static


class Answer(Static, can_focus=True):
    """One of the two answers; Enter gives the one that is focused.

    Args:
        key: the key that gives it at once.
        words: what it does.
    """

    def __init__(self, key: str, words: str) -> None:
        super().__init__(id=f"answer-{key}")
        self._key = key
        self._words = words

    def render(self) -> str:
        """Return the line, with a mark before it where the focus is; a word, if that is narrow."""
        line = f"{'>' if self.has_focus else ' '} {self._key}  {self._words}"
        return line if len(line) <= self.size.width else line.partition(",")[0]


class QuestionScreen(ModalScreen[bool]):
    """Asks before something is done, and is dismissed with the answer.

    Args:
        text: the question, and what happens if the answer is yes.
    """

    CSS = """
    QuestionScreen { align: center middle; }
    QuestionScreen > Vertical {
        width: 64; max-width: 100%; height: auto; background: $surface;
        border: solid $primary; padding: 1 2;
    }
    QuestionScreen #question { height: auto; margin-bottom: 1; }
    QuestionScreen.-tight > Vertical { height: 100%; border: none; padding: 0 1; }
    QuestionScreen.-tight #question { height: 1fr; margin-bottom: 0; }
    QuestionScreen Answer { height: 1; }
    QuestionScreen Answer:focus { text-style: reverse; }
    """
    AUTO_FOCUS = "#answer-n"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes", priority=True),
        Binding("n,escape", "answer(False)", "No", priority=True),
        Binding("enter", "answer_marked", "The marked one", priority=True),
        Binding("down,j,tab", "app.focus_next", "Next", priority=True),
        Binding("up,k,shift+tab", "app.focus_previous", "Previous", priority=True),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-tight"), (12, "-roomy")]  # noqa: RUF012  # not a ClassVar in Textual

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """Yield the question and its two answers; no is marked, so that Enter breaks nothing."""
        with Vertical():
            yield Static(self._text, id="question", markup=False)
            yield Answer("y", "Yes, do it")
            yield Answer("n", "No, leave everything as it is")

    def action_answer(self, yes: bool) -> None:  # noqa: FBT001  # the two answers
        """Go away with the answer."""
        self.dismiss(yes)

    def action_answer_marked(self) -> None:
        """Go away with the marked answer."""
        self.dismiss(self.focused is not None and self.focused.id == "answer-y")
