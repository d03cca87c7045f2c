"""The list as a screen: what is seen at each size, and what its keys do."""

import asyncio
import time
from collections.abc import Callable

import pytest
from tests.screens.lists import many, small
from tests.screens.snapshots import same_as_snapshot, screen_text
from textual.app import App

from ctml_runner.screen.live import list_view
from ctml_runner.screen.live.choosing import Filter, begin
from ctml_runner.screen.live.list_marks import marks_for
from ctml_runner.screen.live.list_screen import ListScreen, Wish
from ctml_runner.screen.live.look import Look
from ctml_runner.screen.live.signs import ASCII
from ctml_runner.settings import Theme
from ctml_runner.teaching.events import Picked, ResetWanted
from ctml_runner.teaching.messages import Listing

PLAIN_LOOK = Look()


class Around(App[None]):
    """What lies below the list."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, listing: Listing, look: Look) -> None:
        super().__init__()
        self.wishes: list[Wish] = []
        self.list = ListScreen(listing, self.wishes.append, look)
        self.left = False

    def on_mount(self) -> None:
        """Show the list."""
        self.push_screen(self.list, self._leave)

    def _leave(self, _: None) -> None:
        self.left = True


def after(
    *keys: str,
    listing: Listing | None = None,
    size: tuple[int, int] = (80, 24),
    look: Look = PLAIN_LOOK,
    act: Callable[[Around], None] = lambda _: None,
) -> tuple[str, Around]:
    """Press keys in a list, then act; return what is seen, and the app."""
    app = Around(small() if listing is None else listing, look)

    async def run() -> str:
        async with app.run_test(size=size) as pilot:
            await pilot.press(*keys)
            act(app)
            await pilot.pause()
            return screen_text(app)

    return asyncio.run(run()), app


def chosen(text: str) -> str:
    """Return the line that the pointer stands at."""
    return next(line.strip() for line in text.splitlines() if line.lstrip().startswith("> "))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 15), (20, 5)])
def test_it_looks_as_it_did(size: tuple[int, int]) -> None:
    text, _ = after(size=size)
    same_as_snapshot(text, f"list_{size[0]}x{size[1]}")


def test_a_search_looks_as_it_did() -> None:
    text, _ = after("slash", "m", "o", "r", "e")
    same_as_snapshot(text, "list_search")


def test_in_ascii_nothing_else_is_drawn() -> None:
    text, _ = after("G", "k", look=Look(signs=ASCII))
    assert text.isascii()
    assert chosen(text).startswith("> - to come 1.2  four")
    assert "the last -> the end" in text


@pytest.mark.parametrize("theme", [Theme.DARK, Theme.LIGHT, Theme.HIGH_CONTRAST])
def test_each_theme_shows_the_same_words(theme: Theme) -> None:
    assert after(look=Look(theme=theme))[0] == after()[0]


@pytest.mark.parametrize(
    ("keys", "slug"),
    [
        ((), "two"),
        (("j",), "three"),
        (("down", "down"), "four"),
        (("k",), "one"),
        (("up", "up", "up"), "one"),
        (("G",), "five_paper"),
        (("end", "g"), "one"),
        (("home",), "one"),
        (("pagedown",), "five_paper"),
        (("space", "pageup"), "one"),
    ],
)
def test_keys_choose_rows(keys: tuple[str, ...], slug: str) -> None:
    assert slug in chosen(after(*keys)[0])


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ((), "open; 1 save judged"),
        (("k",), "passed; 3 saves judged"),
        (("j",), "comes after two, but Enter opens it"),
        (("j", "j"), "comes after three and 1 more, but Enter opens it; 1 save judged"),
        (("G",), "Enter opens it"),
        (("slash", "z"), "nothing is called 'z'"),
        (("f", "slash", "z"), "nothing among done is called 'z'"),
    ],
)
def test_a_line_says_how_the_chosen_row_stands(keys: tuple[str, ...], said: str) -> None:
    assert said in [line.strip() for line in after(*keys)[0].splitlines()]


def test_an_empty_filter_says_what_shows_more() -> None:
    text, _ = after("f", listing=small(done=(), current="one"))
    assert "nothing has passed yet; f shows the others" in text
    everything = small(done=("one", "two", "three", "four", "five_paper"), current="one")
    assert "everything has passed; f shows it" in after("f", "f", listing=everything)[0]


def test_what_is_open_ahead_of_its_turn_says_so() -> None:
    text, _ = after(listing=small(done=(), current="three"))
    assert "open, although 2 before it have not passed" in text


def test_enter_wishes_to_open_the_row_and_leaves() -> None:
    _, app = after("j", "enter")
    assert app.wishes == [Picked(small().rows[2].exercise)]
    assert app.left


def test_enter_opens_what_is_searched_for_while_it_is_typed() -> None:
    _, app = after("slash", "f", "o", "u", "r", "enter")
    assert app.wishes == [Picked(small().rows[3].exercise)]


def test_letters_are_letters_while_a_search_is_typed_and_keys_after_tab() -> None:
    text, app = after("slash", "f", "x", "q", "l", "g", "j", "backspace", "slash")
    assert "/fxqlg/_" in text
    assert (app.wishes, app.left) == ([], False)
    text, app = after("slash", "f", "o", "u", "r", "tab", "x")
    assert app.wishes == [ResetWanted(small().rows[3].exercise)]
    assert "/four\n" in text


def test_esc_ends_the_search_first_and_leaves_then() -> None:
    text, app = after("slash", "f", "o", "u", "r", "escape")
    assert "four" in chosen(text)
    assert "one" in text
    assert not app.left
    assert after("slash", "f", "escape", "escape")[1].left


@pytest.mark.parametrize("key", ["escape", "q", "l"])
def test_it_is_left_without_a_wish(key: str) -> None:
    _, app = after(key)
    assert (app.wishes, app.left) == ([], True)


def test_x_wishes_a_reset_and_stays() -> None:
    _, app = after("k", "x")
    assert app.wishes == [ResetWanted(small().rows[0].exercise)]
    assert not app.left


def test_where_nothing_is_shown_no_key_wishes_anything() -> None:
    _, app = after("slash", "z", "z", "tab", "x", "enter", "j", "G")
    assert app.wishes == []


def test_something_told_stands_until_the_next_key() -> None:
    assert "nothing was changed" in after(act=lambda app: app.list.tell("nothing was changed"))[0]


def test_new_rows_are_drawn_at_once_and_the_choice_stays() -> None:
    newer = small(done=("one", "two"), current="three")
    text, _ = after("j", act=lambda app: app.list.update_listing(newer))
    assert "open    1.1  three" in chosen(text)
    assert "2 of 4 passed" in text


def test_with_200_rows_the_chosen_one_is_seen() -> None:
    assert "exercise_150" in chosen(after(listing=many())[0])
    assert "exercise_199" in chosen(after("slash", *"199", listing=many())[0])


def test_200_rows_are_searched_and_drawn_within_a_blink() -> None:
    choice, marks, look_at = begin(many()), marks_for(Look()), 20
    began = time.perf_counter()
    for _ in range(look_at):
        found = choice.showing(Filter.PENDING, "exercise")
        columns = list_view.columns(found, 120)
        for row in found.shown:
            list_view.line(row, columns, marks, chosen=False)
    assert (time.perf_counter() - began) / look_at < 0.05


@pytest.mark.parametrize(
    ("top", "at", "height", "first"),
    [
        (0, 0, 10, 0),
        (0, 8, 10, 0),
        (0, 9, 10, 1),  # the line after it comes into sight
        (50, 51, 10, 50),
        (50, 50, 10, 49),  # and the one before it
        (0, 99, 10, 90),
        (90, 3, 10, 2),
        (0, 5, 2, 4),  # two lines have no room for both neighbours
        (0, 3, 200, 0),
    ],
)
def test_it_scrolls_so_that_both_neighbours_are_seen(
    top: int, at: int, height: int, first: int
) -> None:
    assert list_view.scrolled(top, at, height, 100) == first


def test_neighbours_stay_in_sight_while_one_moves() -> None:
    lines = after("G", *["k"] * 10, listing=many())[0].splitlines()
    at = next(at for at, line in enumerate(lines) if line.lstrip().startswith("> "))
    assert "exercise_189" in lines[at]
    assert "exercise_190" in lines[at + 1] or "chapter" in lines[at + 1]
    assert "exercise_188" in lines[at - 1]
