"""The page: whole screens as text, at the sizes that learners have."""

from dataclasses import replace
from functools import reduce

import pytest
from tests.screens.scenes import BEGUN, ONE, ROOT, SAVED, SCENES, TEST, TWO, TYPES, failed
from tests.screens.snapshots import same_as_snapshot

from ctml_runner.judging.verdict import Outcome, Types, Verdict
from ctml_runner.screen.live.keys import foot
from ctml_runner.screen.live.look import Look
from ctml_runner.screen.live.page import Page, drawn
from ctml_runner.screen.live.signs import ASCII
from ctml_runner.screen.live.view import View, seen
from ctml_runner.teaching import messages
from ctml_runner.teaching.explain import About
from ctml_runner.teaching.messages import Message
from ctml_runner.teaching.tutor import Feedback

MEASURE = 80, 24
PLAIN = Look()
SIZES = (MEASURE, (120, 40), (40, 15))


def page(
    *shown: Message, size: tuple[int, int] = MEASURE, look: Look = PLAIN, top: int = 0
) -> Page:
    return drawn(reduce(seen, shown, View()), look, *size, top)


def text(page: Page) -> str:
    return "".join(f"{row.plain.rstrip()}\n" for row in page.rows)


@pytest.mark.parametrize("scene", SCENES)
def test_each_scene_looks_as_it_did_at_80_by_24(scene: str) -> None:
    same_as_snapshot(text(page(*SCENES[scene])), f"live_{scene}")


@pytest.mark.parametrize("scene", ["welcome", "failed", "passed"])
@pytest.mark.parametrize("size", [(120, 40), (40, 15), (20, 5)])
def test_the_main_scenes_look_as_they_did_at_other_sizes(scene: str, size: tuple[int, int]) -> None:
    same_as_snapshot(text(page(*SCENES[scene], size=size)), f"live_{scene}_{size[0]}x{size[1]}")


def test_projector_and_ascii_look_as_they_did() -> None:
    projector = page(*SAVED, look=Look(projector=True), size=(100, 30))
    same_as_snapshot(text(projector), "live_failed_projector")
    same_as_snapshot(text(page(*SAVED, look=Look(signs=ASCII))), "live_failed_ascii")


def test_a_projector_shows_one_thing_at_a_time() -> None:
    look = Look(projector=True)
    for scene, shown, hidden in (
        ("welcome", "Welcome to ctml.", "names a word"),
        ("failed", "7 meets TokenId", "test_sum"),
        ("passed", "A name says", "Next: "),
        ("finished", "All 21 exercises have passed.", "A name says"),
        ("hint", "Write NewType", "7 meets TokenId"),
    ):
        seen_there = text(page(*SCENES[scene], look=look, size=(100, 30)))
        assert shown in seen_there
        assert hidden not in seen_there


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("look", [Look(), Look(projector=True), Look(signs=ASCII)])
@pytest.mark.parametrize("size", [*SIZES, (20, 5), (60, 12), (30, 8), (5, 2), (1, 1)])
def test_a_page_fills_its_rows_and_never_more(
    scene: str, look: Look, size: tuple[int, int]
) -> None:
    width, height = size
    rows = page(*SCENES[scene], size=size, look=look).rows
    assert len(rows) == height
    assert all(row.cell_len <= width for row in rows)
    assert look.signs is not ASCII or "".join(row.plain for row in rows).isascii()


@pytest.mark.parametrize("size", SIZES)
def test_every_line_of_the_body_can_be_scrolled_to(size: tuple[int, int]) -> None:
    whole = page(*SAVED, size=(size[0], 200))
    wanted = [row.plain for row in whole.rows[3 : 3 + whole.lines]]
    found: list[str] = []
    top = 0
    while len(found) < len(wanted):
        part = page(*SAVED, size=size, top=top)
        shown = [row.plain for row in part.rows[3 : 3 + part.room]]
        found += shown[len(found) - part.top :]
        top += part.room
    assert found[: len(wanted)] == wanted


def test_scrolling_ends_with_the_last_line() -> None:
    last = page(*SAVED, size=(40, 15), top=10_000)
    assert last.top == last.lines - last.room
    assert "more line" not in text(last)


def test_each_tick_has_a_sign_and_a_word() -> None:
    ticks = page(*SAVED).rows[1].plain
    assert ticks.split("   ")[:3] == [
        " token_id: not yet", "✗ types: 1 to mend", "✗ tests: 1 failed",
    ]  # fmt: skip
    checking = page(*BEGUN, messages.Checking(ONE)).rows[1].plain
    assert "… types: running   … tests: running" in checking
    known = page(*BEGUN, messages.Checking(ONE), messages.TypesKnown(ONE, Types(seconds=0.02)))
    assert "✓ types: ok   … tests: running" in known.rows[1].plain
    assert known.rows[1].plain.endswith("20 ms")


def test_what_was_not_judged_has_no_ticks_but_says_why_not() -> None:
    verdict = Verdict("token_id", Outcome.NOT_RUN, said="the marker is gone")
    shown = page(*BEGUN, messages.Checking(ONE), messages.Judged(ONE, verdict, Feedback(), 0))
    assert shown.rows[1].plain.strip() == "token_id: not judged"


def test_the_foot_names_all_keys_where_there_is_room_and_the_needed_ones_where_not() -> None:
    assert foot(120).plain == (
        "n next  r run again  h hint  l list  c check all  e open in editor  v raw  x reset  "
        "u undo  s solution  ? help  q quit"
    )
    assert foot(40).plain == "n next  h hint  l list  ? help  q quit"
    assert foot(8).plain == "q quit"


def test_control_characters_that_the_learner_prints_are_spelled_out() -> None:
    verdict = Verdict("token_id", Outcome.FAILED, output="\x1b[2J\x07\rhidden")
    shown = page(*BEGUN, messages.Checking(ONE), messages.Judged(ONE, verdict, Feedback(), 0))
    assert not {"\x1b", "\x07", "\r"} & set(text(shown))
    assert "\\x1b[2J" in text(shown)


def test_the_progress_is_told_as_text_and_as_a_bar() -> None:
    assert page(*BEGUN).rows[0].plain.endswith("3 of 21 ━━────────────")
    assert page(messages.Ready(ROOT, 0, 21)).rows[0].plain.endswith("0 of 21 ──────────────")
    assert page(messages.Ready(ROOT, 1, 21)).rows[0].plain.endswith("1 of 21 ━─────────────")
    almost = messages.Ready(ROOT, 20, 21)
    assert page(almost).rows[0].plain.endswith("20 of 21 ━━━━━━━━━━━━━─")


def test_tests_that_stop_at_one_line_are_told_together_and_the_rest_is_counted() -> None:
    verdict = Verdict("token_id", Outcome.FAILED)
    stops = [replace(TYPES, about=About.TEST, headline=f"`test_{name}` stops.") for name in "abc"]
    others = [replace(TEST, headline=f"`test_{name}`: expected 3, got 13.") for name in "defg"]
    told = Feedback((*stops, *others))
    shown = text(
        page(*BEGUN, messages.Checking(ONE), messages.Judged(ONE, verdict, told, 0), size=(80, 60))
    )
    assert shown.count("vector = embed(7)") == 1
    assert "The same line stops `test_b` and `test_c`." in shown
    assert "`test_e`: expected" in shown
    assert "`test_f`: expected" not in shown
    assert "and 2 more; mend these first" in shown


def advice(*shown: Message) -> list[str]:
    """Return the hints that stand on the page, and the offer of one."""
    rows = text(page(*shown, size=(100, 60))).splitlines()
    return [row.strip() for row in rows if row.strip().startswith(("Hint", "h: "))]


def test_the_hint_that_fits_comes_before_the_one_that_was_asked_for() -> None:
    asked = messages.Hint(ONE, 3, 3, "Write NewType.")
    again = messages.Checking(ONE)
    assert advice(*BEGUN, asked, again, failed(hint="Both names mean int.")) == [
        "Hint: Both names mean int.",
        "Hint 3: Write NewType.",
    ]


def test_a_hint_that_is_seen_is_not_offered() -> None:
    first, last = (messages.Hint(ONE, rung, 3, "Look.") for rung in (1, 3))
    again = messages.Checking(ONE)
    assert advice(*BEGUN, first, again, failed()) == ["Hint 1: Look.", "h: hint 2 of 3"]
    assert advice(*BEGUN, last, again, failed(rungs=3)) == ["Hint 3: Look."]
    assert advice(*BEGUN, again, failed(rungs=3)) == ["h: the last again"]


def test_a_hint_stands_only_below_a_verdict_on_its_own_exercise_and_on_code() -> None:
    asked, again = messages.Hint(ONE, 1, 3, "Look."), messages.Checking(ONE)
    assert advice(*BEGUN, asked, messages.Checking(TWO), failed(TWO)) == ["h: hint 1 of 3"]
    gone = Verdict("token_id", Outcome.NOT_RUN, said="the marker is gone")
    assert advice(*BEGUN, asked, again, messages.Judged(ONE, gone, Feedback(), 1)) == []


def test_the_ticks_of_another_exercise_never_go_without_its_name() -> None:
    other = *SAVED, messages.Checking(TWO), failed(TWO)
    for width, told in (
        (80, " vector: not yet   ✗ types: 1"),
        (40, " vector: not yet"),
        (15, "vec"),
    ):
        shown = page(*other, size=(width, 15)).rows
        assert "01 token" in shown[0].plain
        assert shown[1].plain.startswith(told)
    assert page(*SAVED, size=(40, 15)).rows[1].plain.startswith(" ✗ types: 1 to mend")
