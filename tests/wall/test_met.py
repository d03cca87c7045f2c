"""What a failed test shows of known misconceptions, and what it can't be made to tell."""

from collections.abc import Iterator

import pytest
from tests.wall.attacked import exercise

from ctml_runner.wall.limits import PartLimits
from ctml_runner.wall.met import far, of_tests
from ctml_runner.wall.opening import Wall, open_wall

CHECKS = """# --- checks ---
from ctml.checks import agree
from hypothesis import given
from hypothesis import strategies as st


def test_one() -> None:
    agree(answer(1), 2)


@given(st.integers(0, 10**9))
def test_law(n: int) -> None:
    agree(answer(n), n + 1)
"""
ONE = {
    "test_one Disagreement",
    "test_one checks+7 Disagreement value",
    "test_one got 3",
}
LAW = {"test_law Disagreement", "test_law checks+12 Disagreement value"}
TWO_MORE = "def answer(n): return n + 2\n"


@pytest.fixture(scope="module")
def wall() -> Iterator[Wall]:
    with open_wall(None) as opened:
        yield opened


def facts(wall: Wall, part: str, known: set[str]) -> tuple[str, ...]:
    [verdict] = wall.judge(exercise(CHECKS), [part], 0, PartLimits(), known)
    assert not verdict.passed
    return verdict.facts


def test_a_known_mistake_is_told_by_its_facts_its_line_and_its_answer(wall: Wall) -> None:
    assert set(facts(wall, TWO_MORE, ONE | LAW)) == ONE | LAW


def test_what_is_not_recorded_is_counted_and_not_told(wall: Wall) -> None:
    part = "def answer(n): return 'a secret'\n"
    assert set(facts(wall, part, ONE | LAW)) == {
        "test_one Disagreement",
        "test_one unknown 0",
        "test_one unknown 1",
        "test_law Disagreement",
        "test_law unknown 0",
    }


def test_what_a_part_answers_to_a_law_is_no_fact_even_if_it_is_on_the_list(wall: Wall) -> None:
    echo = "def answer(n): return 0\n"
    told = facts(wall, echo, {"test_law got 0", "test_one got 0"})
    assert "test_one got 0" in told
    assert not any("test_law got" in fact for fact in told)


def test_nothing_is_told_where_nothing_is_known(wall: Wall) -> None:
    assert facts(wall, TWO_MORE, set()) == ()


def test_a_part_that_breaks_the_room_shows_nothing(wall: Wall) -> None:
    leaving = "import os\ndef answer(n): os._exit(0)\n"
    assert facts(wall, leaving, ONE | LAW) == ()


def test_a_part_that_can_t_be_run_is_known_by_what_it_raises(wall: Wall) -> None:
    assert facts(wall, "[][1]", {"file IndexError", "test_one Disagreement"}) == (
        "file IndexError",
    )


def test_exceptions_have_the_names_that_they_have_across_a_wall() -> None:
    assert far("test_a checks+3 FrozenInstanceError") == "test_a checks+3 AttributeError"
    assert far("test_a NameError") == "test_a Unlisted"
    assert far("test_a InvalidTypeError") == "test_a InvalidTypeError"
    assert far("test_a checks+3 Disagreement value") == "test_a checks+3 Disagreement value"
    assert far("test_a got NameError") == "test_a got NameError"
    assert of_tests({"part arg-type", "file NameError"}) == {"file Unlisted"}
