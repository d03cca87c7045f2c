"""The live screen of a room: a row a learner, redrawn when something came, whatever its size."""

import asyncio
import threading
import time
from collections.abc import Sequence

from ctml_runner.cohort.watching.now import Now
from ctml_runner.cohort.watching.screen import RoomApp
from ctml_runner.screen.live.look import Look

STUCK = Now("Ada", "compose", 7, 16, 1, "assert-type", "the end first", 1, 2, stuck=True)
WORKS = Now("Bo", "token_id", 1, 3, 0, "arg-type", passed=1)


def seen(app: RoomApp) -> list[str]:
    width, height = app.size
    strips = [app.screen.query_one("Sheet").render_line(y) for y in range(height)]
    rows = ["".join(segment.text for segment in strip) for strip in strips]
    assert all(len(row) <= width for row in rows)
    return [row.rstrip() for row in rows]


async def _until(app: RoomApp, text: str) -> list[str]:
    for _ in range(200):
        rows = seen(app)
        if any(text in row for row in rows):
            return rows
        await asyncio.sleep(0.02)
    raise AssertionError(f"{text!r} never came: {seen(app)}")


def test_the_rows_are_drawn_and_drawn_again() -> None:
    rooms: list[Sequence[Now]] = [(STUCK, WORKS)]

    async def story() -> None:
        app = RoomApp(Look(), "/share", lambda: rooms[-1], 0.05)
        async with app.run_test(size=(100, 8)) as pilot:
            rows = await _until(app, "Ada")
            assert "2 learners: 1 stuck, 1 working   /share" in rows[0]
            assert rows[1].split() == [
                *["learner", "exercise", "state", "passed", "saves", "no", "pass", "last", "met"]
            ]
            assert rows[2].split() == [
                *["Ada", "compose", "stuck", "2", "7", "16", "min"],
                *["assert-type;", "the", "end", "first"],
            ]
            assert rows[3].startswith("Bo ")
            assert rows[-1] == "q ends   r looks again"
            rooms.append((WORKS,))
            assert "1 learner: 1 working" in (await _until(app, "1 learner:"))[0]
            await pilot.resize_terminal(40, 5)
            await pilot.pause()
            assert len(seen(app)) == 5
            await pilot.press("q")
        assert (app.fault, app.interrupted) == (None, False)

    asyncio.run(story())


def test_more_rows_than_fit_are_told_and_scrolled_to() -> None:
    room = [Now(f"learner {n:02}") for n in range(30)]

    async def story() -> None:
        app = RoomApp(Look(), "/share", lambda: room, 60)
        async with app.run_test(size=(80, 10)) as pilot:
            assert (await _until(app, "learner 00"))[-1].startswith("23 more: space")
            await pilot.press("end")
            rows = seen(app)
            assert rows[8].startswith("learner 29")
            assert rows[-1] == "q ends   r looks again"
            await pilot.press("home")
            assert seen(app)[2].startswith("learner 00")

    asyncio.run(story())


def test_a_share_that_does_not_answer_holds_up_neither_keys_nor_end() -> None:
    answers = threading.Event()

    def hangs() -> Sequence[Now]:
        answers.wait(30)
        return ()

    async def story() -> None:
        app = RoomApp(Look(), "/share", hangs, 60)
        async with app.run_test(size=(80, 10)) as pilot:
            assert seen(app)[0].startswith("looking …")
            await pilot.press("r")
            await pilot.press("q")

    began = time.monotonic()
    asyncio.run(story())
    assert time.monotonic() - began < 20
    answers.set()


def test_what_goes_wrong_in_looking_ends_the_screen_and_is_told() -> None:
    def breaks() -> Sequence[Now]:
        raise ValueError("no such thing")

    async def story() -> RoomApp:
        app = RoomApp(Look(), "/share", breaks, 60)
        await app.run_async(headless=True)
        return app

    assert isinstance(asyncio.run(story()).fault, ValueError)
