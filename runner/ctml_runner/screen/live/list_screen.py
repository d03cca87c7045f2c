"""The list as a screen: to look around, to search, and to open another exercise."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from ctml_runner.screen.live import list_view
from ctml_runner.screen.live.choosing import Choice, begin
from ctml_runner.screen.live.list_marks import ListMarks, marks_for
from ctml_runner.screen.live.look import Look
from ctml_runner.teaching.events import Picked, ResetWanted
from ctml_runner.teaching.messages import Listing, Row

Wish = Picked | ResetWanted
"""What a learner may want of a row: to open it, or to put it back to its start."""


class Rows(Widget, can_focus=True):
    """The rows that fit, the chosen one among them; only what is seen is drawn."""

    choice: reactive[Choice | None] = reactive(None)

    def __init__(self, marks: ListMarks) -> None:
        super().__init__()
        self._marks = marks
        self._top = 0

    def render(self) -> Content:
        """Return as many lines as there is room for."""
        choice, width, height = self.choice, self.size.width, self.size.height
        if choice is None or not height:
            return Content()
        entries = list_view.entries(choice)
        chosen = choice.row
        at = next((at for at, entry in enumerate(entries) if entry is chosen), 0)
        self._top = list_view.scrolled(self._top, at, height, len(entries))
        columns = list_view.columns(choice, width)
        return Content("\n").join(
            list_view.line(entry, columns, self._marks, chosen=entry is chosen)
            if isinstance(entry, Row)
            else list_view.heading(entry, choice, width)
            for entry in entries[self._top : self._top + height]
        )


def _key(keys: str, action: str) -> Binding:
    """Bind keys at once, before anything is focused anew: what is typed fast stays in order."""
    return Binding(keys, action, show=False, priority=True)


def _letter(keys: str, action: str) -> Binding:
    """Bind keys that mean something else while a search is typed."""
    return _key(keys, f"letter('{action}')")


class ListScreen(Screen[None]):
    """All exercises; Enter opens one, x asks for it to be put back, q leaves.

    Args:
        listing: the rows, in order.
        post: takes what the learner chose: `Picked`, `ResetWanted`.
        look: how to draw it.
    """

    CSS = """
    ListScreen { layout: vertical; }
    ListScreen #head { height: 1; color: $text-muted; }
    ListScreen Rows { height: 1fr; text-wrap: nowrap; }
    ListScreen #detail { height: 2; text-wrap: nowrap; }
    ListScreen #search { display: none; height: 1; }
    ListScreen #search Static { width: 1; }
    ListScreen #search Input { width: 1fr; }
    ListScreen.-searching #search { display: block; }
    ListScreen #keys { height: 1; color: $text-muted; text-wrap: nowrap; }
    ListScreen.-roomy #head { margin-bottom: 1; }
    ListScreen.-roomy #detail { margin-top: 1; }
    ListScreen.-flat #head, ListScreen.-flat #keys { display: none; }
    ListScreen.-flat #detail { height: 1; }
    """
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012  # not a ClassVar in Textual
        (0, "-flat"),
        (8, "-tight"),
        (16, "-roomy"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("down", "move(1)"),
        _key("up", "move(-1)"),
        _key("pagedown", "page(1)"),
        _key("pageup", "page(-1)"),
        _key("enter", "open"),
        _key("escape", "back"),
        _key("tab,shift+tab", "rows"),
        _letter("j", "move(1)"),
        _letter("k", "move(-1)"),
        _letter("g,home", "move(-100000)"),
        _letter("G,end", "move(100000)"),
        _letter("space", "page(1)"),
        _letter("f", "filter"),
        _letter("slash", "search"),
        _letter("x", "reset"),
        _letter("q,l", "leave"),
    ]

    def __init__(self, listing: Listing, post: Callable[[Wish], None], look: Look) -> None:
        super().__init__()
        self._choice = begin(listing)
        self._post_event = post
        self._marks = marks_for(look)
        self._rows = Rows(self._marks)
        self._told = ""

    def compose(self) -> ComposeResult:
        """Yield the lines from top to bottom."""
        yield Static(id="head", markup=False)
        yield self._rows
        yield Static(id="detail", markup=False)
        with Horizontal(id="search"):
            yield Static("/", markup=False)
            yield Input(placeholder="a name or a title", compact=True)
        yield Static(id="keys", markup=False)

    def on_mount(self) -> None:
        """Draw for the first time; keys go to the rows."""
        self._rows.focus()
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """Draw for the new size."""
        del event
        self._draw()

    def update_listing(self, listing: Listing) -> None:
        """Show what has become of the rows meanwhile; the choice stays where it is."""
        self._choose(replace(self._choice, listing=listing))

    def tell(self, text: str) -> None:
        """Say something in the line of the chosen row, until the next key."""
        self._told = text
        self._draw()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as it is typed."""
        self._choose(self._choice.showing(self._choice.filter, event.value.strip()))

    @property
    def typing(self) -> bool:
        """Whether a search is being typed."""
        return isinstance(self.focused, Input)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Let letters be letters while a search is typed."""
        del parameters
        return not (self.typing and action == "letter")

    async def action_letter(self, action: str) -> None:
        """Do what a letter means while no search is typed."""
        await self.run_action(action)

    def action_move(self, by: int) -> None:
        """Choose a row further down, or up."""
        self._choose(self._choice.moved(by))

    def action_page(self, by: int) -> None:
        """Choose a row one screen further down, or up."""
        self.action_move(by * max(self._rows.size.height - 2, 1))

    def action_filter(self) -> None:
        """Show all rows, those that have passed, or those that haven't."""
        self._choose(self._choice.showing(self._choice.filter.next(), self._choice.query))

    def action_search(self) -> None:
        """Let a search be typed."""
        self.add_class("-searching")
        self.query_one(Input).focus()
        self._draw()

    def action_rows(self) -> None:
        """Let keys mean what they mean again, while the search stays."""
        self._rows.focus()
        self._draw()

    def action_open(self) -> None:
        """Open the chosen exercise, and go."""
        if row := self._choice.row:
            self._post_event(Picked(row.exercise))
            self.dismiss()

    def action_reset(self) -> None:
        """Ask for the chosen exercise to be put back to its start."""
        if row := self._choice.row:
            self._post_event(ResetWanted(row.exercise))

    def action_back(self) -> None:
        """End the search, or leave if there is none."""
        if not self.has_class("-searching"):
            self.action_leave()
            return
        self.remove_class("-searching")
        self._rows.focus()
        self.query_one(Input).clear()
        self._choose(self._choice.showing(self._choice.filter, ""))

    def action_leave(self) -> None:
        """Leave everything as it is."""
        self.dismiss()

    def _choose(self, choice: Choice) -> None:
        self._choice = choice
        self._told = ""
        self._draw()

    def _draw(self) -> None:
        choice, width = self._choice, self.size.width
        self._rows.choice = choice
        self._rows.refresh()
        title, standing = list_view.detail(choice, width, self._marks)
        standing = self._told or standing
        detail = standing if self.has_class("-flat") else f"{title}\n{standing}"
        self.query_one("#head", Static).update(list_view.head(choice, width))
        self.query_one("#detail", Static).update(detail)
        self.query_one("#keys", Static).update(list_view.keys(choice, width, searching=self.typing))
