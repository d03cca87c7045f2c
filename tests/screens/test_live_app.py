"""The app: every key and every message in Textual itself, without a terminal."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from functools import reduce

import pytest
from tests.screens.scenes import LISTING, ONE, QUESTION, SAVED, SCENES, TWO, TYPES_KNOWN, failed
from tests.screens.snapshots import screen_text
from textual.pilot import Pilot
from textual.screen import Screen

from ctml_runner.screen.live.app import LiveApp
from ctml_runner.screen.live.list_screen import ListScreen
from ctml_runner.screen.live.look import Look
from ctml_runner.screen.live.page import drawn
from ctml_runner.screen.live.question import QuestionScreen
from ctml_runner.screen.live.view import View, seen
from ctml_runner.teaching import messages
from ctml_runner.teaching.events import Event, Key, Picked, Pressed, ResetWanted
from ctml_runner.teaching.messages import Message

Act = Callable[[LiveApp, Pilot[None]], Awaitable[None]]
SMALL = 40, 15


class Live:
    """A running app, and what it posted."""

    def __init__(self) -> None:
        self.posted: list[Event] = []
        self.app = LiveApp(Look(), self.posted.append)

    def run(self, act: Act, *, size: tuple[int, int] = (80, 24)) -> None:
        async def all_of_it() -> None:
            async with self.app.run_test(size=size) as pilot:
                await pilot.pause()
                await act(self.app, pilot)

        asyncio.run(all_of_it())


def test_tests_that_run_for_long_are_told_of_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctml_runner.screen.live.app._LONG", 0.05)
    live = Live()

    async def act(app: LiveApp, pilot: Pilot[None]) -> None:
        await told(app, pilot, *SAVED, messages.Checking(ONE))
        await pilot.pause(0.2)
        before = app.view.line
        await told(app, pilot, TYPES_KNOWN)
        await pilot.pause(0.2)
        during = app.view.line
        await told(app, pilot, failed())
        assert (before, app.view.line) == (None, None)
        assert during is not None
        assert "still running" in during.text

    live.run(act)


@pytest.fixture
def live() -> Live:
    return Live()


async def told(app: LiveApp, pilot: Pilot[None], *shown: Message) -> None:
    for message in shown:
        app.tell(message)
    await pilot.pause()


def over(app: LiveApp) -> type[Screen[object]]:
    """What lies on top."""
    return type(app.screen)


def wanted(*shown: Message, size: tuple[int, int] = (80, 24), top: int = 0) -> str:
    page = drawn(reduce(seen, shown, View()), Look(), *size, top)
    return "".join(f"{row.plain.rstrip()}\n" for row in page.rows)


@pytest.mark.parametrize("scene", SCENES)
def test_the_app_shows_the_page_of_every_scene(live: Live, scene: str) -> None:
    async def act(app: LiveApp, pilot: Pilot[None]) -> None:
        await told(app, pilot, *SCENES[scene])
        assert screen_text(app) == wanted(*SCENES[scene])

    live.run(act)


def test_what_came_before_there_was_a_screen_is_shown_too(live: Live) -> None:
    for message in SAVED:
        live.app.tell(message)

    async def act(app: LiveApp, pilot: Pilot[None]) -> None:
        del pilot
        assert screen_text(app) == wanted(*SAVED)

    live.run(act)


def test_messages_may_come_from_any_thread(live: Live) -> None:
    async def act(app: LiveApp, pilot: Pilot[None]) -> None:
        def tell() -> None:
            for message in SAVED:
                app.tell(message)

        thread = threading.Thread(target=tell)
        thread.start()
        while thread.is_alive():
            await pilot.pause(0.01)
        await pilot.pause()
        assert screen_text(app) == wanted(*SAVED)

    live.run(act)


@pytest.mark.parametrize("key", list(Key))
def test_every_key_is_handed_on(live: Live, key: Key) -> None:
    async def act(app: LiveApp, pilot: Pilot[None]) -> None:
        await told(app, pilot, *SAVED)
        await pilot.press("question_mark" if key is Key.HELP else key.value)

    live.run(act)
    assert live.posted == [Pressed(key.value)]


def test_no_key_of_a_hundred_is_lost_or_out_of_order(live: Live) -> None:
    keys = ("h", "r", "v", "n") * 25

    async def act(app: LiveApp, pilot: Pilot[None]) -> None:
        await told(app, pilot, *SAVED)
        await pilot.press(*keys)

    live.run(act)
    assert live.posted == [Pressed(key) for key in keys]


def test_the_body_scrolls_by_lines_and_by_pages_and_comes_back(live: Live) -> None:
    async def act(app: LiveApp, pilot: Pilot[None]) -> None:
        await told(app, pilot, *SAVED)
        room = drawn(reduce(seen, SAVED, View()), Look(), *SMALL, 0).room
        for keys, top in (
            (("down", "down", "up"), 1),
            (("space",), room),
            (("pageup",), 1),
            (("end",), 10_000),
            (("home",), 0),
            (("pagedown",), room - 1),
        ):
            await pilot.press(*keys)
            assert screen_text(app) == wanted(*SAVED, size=SMALL, top=top)

    live.run(act, size=SMALL)
    assert live.posted == []


def test_a_new_verdict_is_shown_from_its_top(live: Live) -> None:
    async def act(app: LiveApp, pilot: Pilot[None]) -> None:
        await told(app, pilot, *SAVED)
        await pilot.press("end")
        await told(app, pilot, messages.Checking(ONE), failed(output="new"))
        assert screen_text(app) == wanted(
            *SAVED, messages.Checking(ONE), failed(output="new"), size=SMALL
        )

    live.run(act, size=SMALL)


def test_escape_puts_away_what_was_asked_for(live: Live) -> None:
    async def act(app: LiveApp, pilot: Pilot[None]) -> None:
        await told(app, pilot, *SAVED, messages.Keys())
        await pilot.press("escape")
        assert screen_text(app) == wanted(*SAVED)

    live.run(act)


@pytest.mark.parametrize(("key", "answer"), [("y", "y"), ("n", "n"), ("escape", "n")])
def test_a_question_is_answered_and_goes(live: Live, key: str, answer: str) -> None:
    async def act(app: LiveApp, pilot: Pilot[None]) -> None:
        await told(app, pilot, *SAVED, QUESTION)
        assert over(app) is QuestionScreen
        await pilot.press(key)
        await pilot.pause()
        assert screen_text(app) == wanted(*SAVED)

    live.run(act)
    assert live.posted == [Pressed(answer)]


def test_a_question_that_keys_typed_ahead_have_answered_goes_without_another_answer(
    live: Live,
) -> None:
    async def act(app: LiveApp, pilot: Pilot[None]) -> None:
        await told(app, pilot, *SAVED, QUESTION)
        await told(app, pilot, messages.Notice("nothing was changed"))
        assert over(app) is not QuestionScreen
        await pilot.press("r")

    live.run(act)
    assert live.posted == [Pressed("r")]


def test_the_list_opens_an_exercise_and_goes(live: Live) -> None:
    async def act(app: LiveApp, pilot: Pilot[None]) -> None:
        await told(app, pilot, *SAVED, LISTING)
        assert over(app) is ListScreen
        await pilot.press("down", "enter")
        await pilot.pause()
        assert over(app) is not ListScreen
        await pilot.press("h")

    live.run(act)
    assert live.posted == [Picked(TWO), Pressed("h")]


def test_a_question_may_lie_over_the_list(live: Live) -> None:
    async def act(app: LiveApp, pilot: Pilot[None]) -> None:
        await told(app, pilot, *SAVED, LISTING)
        await pilot.press("x")
        await told(app, pilot, QUESTION)
        await pilot.press("y")
        await pilot.pause()
        assert over(app) is ListScreen
        await pilot.press("q")
        await pilot.pause()
        assert screen_text(app) == wanted(*SAVED)

    live.run(act)
    assert live.posted == [ResetWanted(ONE), Pressed("y")]


def test_the_list_can_be_shown_again_after_it_was_left(live: Live) -> None:
    async def act(app: LiveApp, pilot: Pilot[None]) -> None:
        for _ in range(2):
            await told(app, pilot, *SAVED, LISTING)
            assert over(app) is ListScreen
            await pilot.press("escape")
            await pilot.pause()
            assert over(app) is not ListScreen

    live.run(act)


def test_the_page_follows_the_size_of_the_terminal_while_it_is_judged(live: Live) -> None:
    async def act(app: LiveApp, pilot: Pilot[None]) -> None:
        shown = (*SAVED, messages.Checking(ONE))
        await told(app, pilot, *shown)
        for size in ((120, 40), (20, 5), SMALL, (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert screen_text(app) == wanted(*shown, size=size)

    live.run(act)


def test_ctrl_c_interrupts_and_nothing_ends_the_app_quietly(live: Live) -> None:
    async def act(app: LiveApp, pilot: Pilot[None]) -> None:
        await told(app, pilot, *SAVED, LISTING)
        await pilot.press("ctrl+c")

    live.run(act)
    assert live.app.interrupted
    other = Live()

    async def end(app: LiveApp, pilot: Pilot[None]) -> None:
        app.tell(None)
        await pilot.pause()

    other.run(end)
    assert not other.app.interrupted
