"""A question: what it says, and which keys answer it how."""

import asyncio

import pytest
from tests.screens.snapshots import same_as_snapshot, screen_text
from textual.app import App

from ctml_runner.screen.live.question import QuestionScreen

TEXT = "Put token_id back to its start? What you wrote is kept."


class Asking(App[None]):
    """Asks at once."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[bool | None] = []

    def on_mount(self) -> None:
        """Ask."""
        self.push_screen(QuestionScreen(TEXT), self.answers.append)


def after(*keys: str, size: tuple[int, int] = (80, 24)) -> tuple[str, list[bool | None]]:
    """Press keys at a question; return what is seen, and the answers."""
    app = Asking()

    async def run() -> str:
        async with app.run_test(size=size) as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            return screen_text(app)

    return asyncio.run(run()), app.answers


@pytest.mark.parametrize(
    ("keys", "answers"),
    [
        (("y",), [True]),
        (("n",), [False]),
        (("escape",), [False]),
        (("enter",), [False]),
        (("up", "enter"), [True]),
        (("tab", "enter"), [True]),
        (("k", "j", "enter"), [False]),
        (("q",), []),
        (("x",), []),
    ],
)
def test_only_y_or_its_line_is_a_yes(keys: tuple[str, ...], answers: list[bool]) -> None:
    assert after(*keys)[1] == answers


@pytest.mark.parametrize("size", [(80, 24), (40, 15), (20, 5)])
def test_question_and_answers_are_seen_at_every_size(size: tuple[int, int]) -> None:
    text, _ = after(size=size)
    same_as_snapshot(text, f"question_{size[0]}x{size[1]}")
    assert "> n  No" in text
    assert "  y  Yes" in text
