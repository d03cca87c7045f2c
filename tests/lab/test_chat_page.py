"""What the chat shows, at every size, and what keys make of it."""

from dataclasses import replace

import pytest
from rich.cells import cell_len

from ctml_runner.lab.chat import talk as talking
from ctml_runner.lab.chat.dials import DIALS
from ctml_runner.lab.chat.page import page_of
from ctml_runner.lab.chat.talk import Share, Talk, Who
from ctml_runner.lab.config import Sampling
from ctml_runner.screen.live.look import Look
from ctml_runner.screen.live.signs import ASCII

SHARES = (
    Share(" the", 0.5, chosen=False),
    Share("\n", 0.25, chosen=True),
    Share("é", 0.125, chosen=False),
)


def a_talk() -> Talk:
    talk = talking.said(talking.typed(Talk("mlp, 7 parameters, step 3", Sampling()), "To be"))
    return talking.wrote(talk, " or not\nto be", SHARES)


def seen(talk: Talk, width: int = 80, height: int = 24, look: Look | None = None) -> list[str]:
    return [row.plain.rstrip() for row in page_of(talk, look or Look(), width, height).rows]


def test_text_stands_on_the_left_and_what_it_was_chosen_from_on_the_right() -> None:
    rows = seen(a_talk())
    assert rows[0] == "mlp, 7 parameters, step 3" + " " * 48 + "writing"
    assert rows[2:5] == [
        "> To be" + " " * 40 + "│ how it chooses",
        " or not" + " " * 40 + "│ > temperature  0.8",
        "to be" + " " * 42 + "│   top-k        any",
    ]
    assert rows[9:12] == [
        " " * 47 + "│   ' the'      ━━━━━━━━━━━  50%",
        " " * 47 + "│ > '\\n'        ━━━━━━       25%",
        " " * 47 + "│   'é'         ━━━          12%",
    ]
    assert rows[-2] == "> _"
    assert rows[-1].startswith("Enter say  ↑ ↓ choose  ← → turn")


@pytest.mark.parametrize("width", [1, 10, 40, 63, 64, 80, 200])
@pytest.mark.parametrize("height", [1, 3, 8, 12, 24, 60])
def test_it_fits_every_terminal(width: int, height: int) -> None:
    long = talking.wrote(a_talk(), "word " * 400 + "x" * 300, SHARES)
    for talk in (a_talk(), long, talking.typed(long, "wide 日本 " * 40), Talk("m", Sampling())):
        page = page_of(talk, Look(), width, height)
        assert len(page.rows) <= height
        assert max(cell_len(row.plain) for row in page.rows) <= width


def test_a_narrow_one_has_the_dials_in_a_row() -> None:
    rows = seen(a_talk(), width=60)
    assert rows[-3] == "[temperature 0.8]  top-k any   top-p 1   penalty 1"


@pytest.mark.parametrize("dial", range(len(DIALS)))
def test_a_narrow_one_shows_the_chosen_dial_and_the_way_out(dial: int) -> None:
    rows = seen(replace(a_talk(), dial=dial), width=40)
    chosen = DIALS[dial]
    assert f"[{chosen.label} {chosen.shown(Sampling())}]" in rows[-3]
    assert rows[-1].endswith("Esc leave")


def test_the_token_that_came_is_seen_even_where_it_was_unlikely() -> None:
    many = (
        *(Share(f"{n}", 0.01, chosen=False) for n in range(60)),
        Share("rare", 0.0, chosen=True),
    )
    rows = seen(replace(a_talk(), shares=many))
    assert sum("'rare'" in row for row in rows) == 1


def test_in_ascii_nothing_else_is_drawn() -> None:
    rows = seen(a_talk(), look=Look(signs=ASCII))
    assert all(row.isascii() for row in rows)


def test_what_a_terminal_would_obey_is_spelled_out() -> None:
    talk = talking.wrote(a_talk(), "\x1b[2J\x07", (Share("\x1b[2J", 1.0, chosen=True),))
    assert not any("\x1b" in row or "\x07" in row for row in seen(talk))


def test_dials_turn_within_their_ends() -> None:
    told = Sampling()
    for dial in DIALS:
        low, high = told, told
        for _ in range(100):
            low, high = dial.turned(low, -1), dial.turned(high, 1)
        assert (dial.of(low), dial.of(high)) == (dial.values[0], dial.values[-1])


def test_a_value_between_two_places_is_turned_from_the_nearest() -> None:
    warm = Sampling(temperature=0.83)
    assert DIALS[0].turned(warm, 1).temperature == 0.9
    assert DIALS[0].turned(warm, -1).temperature == 0.7


def test_scrolling_back_ends_at_the_beginning() -> None:
    long = talking.wrote(a_talk(), "line\n" * 100, SHARES)
    page = page_of(replace(long, back=10_000), Look(), 80, 24)
    assert page.rows[2].plain.startswith("> To be")
    assert page.top == page.lines - page.room


def test_you_and_the_model_take_turns() -> None:
    talk = talking.said(talking.typed(talking.fell_silent(a_talk()), "that is"))
    talk = talking.wrote(talk, " the question", SHARES)
    assert [(piece.who, piece.text) for piece in talk.pieces] == [
        (Who.YOU, "To be"),
        (Who.MODEL, " or not\nto be"),
        (Who.YOU, "that is"),
        (Who.MODEL, " the question"),
    ]
    assert talking.forgot(talk).pieces == ()
