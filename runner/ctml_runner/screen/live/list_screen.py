"""The list as a screen: to look around, to search, and to open another exercise."""

from collections.abc import Callable
from dataclasses import replace

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

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


class ListScreen(Screen[None]):
    """All exercises; Enter opens one, x asks for it to be put back, q leaves.

    Every key comes here, and in its order: what is typed fast must not overtake the search.

    Args:
        listing: the rows, in order.
        post: takes what the learner wants of a row.
        look: how to draw it.
    """

    CSS = """
    ListScreen { layout: vertical; padding: 0 1; }
    ListScreen.-narrow { padding: 0; }
    ListScreen #head { height: 1; margin-bottom: 1; }
    ListScreen Rows { height: 1fr; text-wrap: nowrap; }
    ListScreen #detail { height: 2; margin-top: 1; text-wrap: nowrap; }
    ListScreen #search { display: none; height: 1; text-wrap: nowrap; }
    ListScreen.-searching #search { display: block; }
    ListScreen #keys { height: 1; text-wrap: nowrap; color: $secondary; }
    ListScreen.-tight #head { margin-bottom: 0; }
    ListScreen.-tight #detail { margin-top: 0; }
    ListScreen.-flat #head, ListScreen.-flat #keys { display: none; }
    ListScreen.-flat #detail { height: 1; margin-top: 0; }
    ListScreen.-flat.-searching #detail { display: none; }
    """
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012  # not a ClassVar in Textual
        (0, "-flat"),
        (8, "-tight"),
        (16, "-roomy"),
    ]

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (30, "-wide")]  # noqa: RUF012  # as above

    def __init__(self, listing: Listing, post: Callable[[Wish], None], look: Look) -> None:
        super().__init__()
        self._choice = begin(listing)
        self._post_wish = post
        self._marks = marks_for(look)
        self._rows = Rows(self._marks)
        self._typing = False
        self._told = ""

    def compose(self) -> ComposeResult:
        """Yield the lines from top to bottom."""
        yield Static(id="head", markup=False)
        yield self._rows
        yield Static(id="detail", markup=False)
        yield Static(id="search", markup=False)
        yield Static(id="keys", markup=False)

    def on_mount(self) -> None:
        """Draw for the first time."""
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

    def on_paste(self, event: events.Paste) -> None:
        """Search for what is pasted."""
        if self._typing:
            self._search(self._choice.query + event.text.partition("\n")[0])

    def on_key(self, event: events.Key) -> None:
        """Do what a key asks for."""
        event.stop()
        if self._typing and event.character and event.is_printable:
            self._search(self._choice.query + event.character)
            return
        page = max(self._rows.size.height - 2, 1)
        match event.key:
            case "down" | "j":
                self._move(1)
            case "up" | "k":
                self._move(-1)
            case "pagedown" | "space":
                self._move(page)
            case "pageup":
                self._move(-page)
            case "home" | "g":
                self._move(-len(self._choice.listing.rows))
            case "end" | "G" | "upper_g":
                self._move(len(self._choice.listing.rows))
            case "enter":
                self._open()
            case "x":
                self._wish_reset()
            case _:
                self._look_for(event.key)

    def _look_for(self, key: str) -> None:
        """Do what the keys of filter and search ask for, and leave by the others."""
        match key:
            case "f":
                self._choose(self._choice.showing(self._choice.filter.next(), self._choice.query))
            case "slash":
                self._type(on=True)
            case "tab":
                self._type(on=False)
            case "backspace" if self._typing:
                self._search(self._choice.query[:-1])
            case "ctrl+u" if self._typing:
                self._search("")
            case "escape" if self._typing or self._choice.query:
                self._typing = False
                self._search("")
            case "escape" | "q" | "l" if self.is_current:  # a second key may come while it closes
                self.dismiss()
            case _:
                pass  # no other key means anything here

    def _move(self, by: int) -> None:
        self._choose(self._choice.moved(by))

    def _type(self, *, on: bool) -> None:
        """Begin to type a search, or let letters be keys again while what was found stays."""
        self._typing = on
        self._draw()

    def _search(self, query: str) -> None:
        self._choose(self._choice.showing(self._choice.filter, query))

    def _open(self) -> None:
        if self.is_current and (row := self._choice.row):
            self._post_wish(Picked(row.exercise))
            self.dismiss()

    def _wish_reset(self) -> None:
        if row := self._choice.row:
            self._post_wish(ResetWanted(row.exercise))

    def _choose(self, choice: Choice) -> None:
        self._choice = choice
        self._told = ""
        self._draw()

    def _draw(self) -> None:
        choice, width = self._choice, self.content_size.width
        self.set_class(self._typing or bool(choice.query), "-searching")
        self._rows.choice = choice
        title, standing = list_view.detail(choice, width, self._marks)
        standing = self._told or standing
        detail = standing if self.has_class("-flat") else f"{title}\n{standing}"
        cursor = "_" if self._typing else ""
        self.query_one("#head", Static).update(list_view.head(choice, width))
        self.query_one("#detail", Static).update(detail)
        self.query_one("#search", Static).update(f"/{choice.query}{cursor}")
        self.query_one("#keys", Static).update(list_view.keys(choice, width, typing=self._typing))
