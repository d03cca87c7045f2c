"""What becomes of one file: merges, conflicts, and lines that a learner wrote."""

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.runner.courses import START, exercise, part_of

from ctml_runner.course.updating.decide import (
    Aside,
    Decision,
    Put,
    Stay,
    decide_exercise,
    decide_file,
)
from ctml_runner.course.updating.merge import merge
from ctml_runner.course.updating.report import How

BASE = exercise(*START).encode()
SOLVED = exercise(*(line.replace("...", "return math.pi * radius**2") for line in START)).encode()


def newer(task: str = "Do it.", checks: str = "x = 1", lines: list[str] = START) -> bytes:
    return exercise(*lines, task=task, checks=checks).encode()


def crlf(data: bytes) -> bytes:
    return data.replace(b"\n", b"\r\n")


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "decision"),
    [
        (b"a", None, b"b", Put(b"b", How.ADDED)),
        (None, None, b"b", Put(b"b", How.ADDED)),
        (b"a", b"b", b"b", Stay()),
        (b"a", b"a", b"b", Put(b"b", How.REPLACED)),
        (b"a", b"mine", b"a", Stay()),
        (b"a", b"mine", b"b", Aside(None)),
        (None, b"mine", b"b", Aside(None)),
    ],
)
def test_a_lesson_is_ours_if_untouched_and_else_the_newer_one_goes_beside_it(
    base: bytes | None, mine: bytes | None, theirs: bytes, decision: Decision
) -> None:
    assert decide_file(base, mine, theirs) == decision


def test_an_untouched_exercise_is_replaced() -> None:
    assert decide_exercise(BASE, BASE, newer("Do this.")) == Put(newer("Do this."), How.REPLACED)


def test_so_is_one_whose_newlines_an_editor_changed_and_they_stay_changed() -> None:
    theirs = newer("Do this.", "x = 2")
    assert decide_exercise(BASE, crlf(BASE), theirs) == Put(crlf(theirs), How.REPLACED)


@pytest.mark.parametrize(
    "mine", [SOLVED, crlf(SOLVED), b"\xef\xbb\xbf" + SOLVED, SOLVED.replace(b"\n", b"\r\n", 3)]
)
def test_new_checks_come_below_a_part_that_stays_to_the_byte(mine: bytes) -> None:
    decision = decide_exercise(BASE, mine, newer(checks="x = 2"))
    assert isinstance(decision, Put)
    assert (part_of(decision.data), decision.how) == (part_of(mine), How.CHECKS)
    assert decision.data.endswith((b"---\nx = 2\n", b"---\r\nx = 2\r\n"))


def test_checks_that_the_learner_edited_are_put_right() -> None:
    mine = SOLVED.replace(b"x = 1", b"x = 'easier'")
    assert decide_exercise(BASE, mine, BASE) == Put(SOLVED, How.CHECKS)


def test_what_an_editor_trims_or_adds_at_line_ends_is_no_edit_of_the_checks() -> None:
    assert decide_exercise(BASE, SOLVED + b"\n", BASE) == Stay()


def test_a_new_task_is_merged_with_the_learners_work() -> None:
    theirs = newer("Do this.", "x = 2")
    merged = SOLVED.replace(b"Do it.", b"Do this.").replace(b"x = 1", b"x = 2")
    assert decide_exercise(BASE, SOLVED, theirs) == Put(merged, How.MERGED)
    assert decide_exercise(BASE, crlf(SOLVED), theirs) == Put(crlf(merged), How.MERGED)
    assert decide_exercise(BASE, merged, theirs) == Stay()


def test_where_both_changed_a_line_the_learners_stays_and_the_checks_are_new() -> None:
    theirs = newer(checks="x = 2", lines=[line.replace("...", "return 0.0") for line in START])
    aside = Aside(SOLVED.replace(b"x = 1", b"x = 2"))
    assert decide_exercise(BASE, SOLVED, theirs) == aside
    assert decide_exercise(BASE, aside.data, theirs) == Aside(None)


def test_a_merge_that_python_cannot_read_is_a_conflict() -> None:
    base = exercise("if True:", "    a = 1", "", "", "    b = 1").encode()
    mine = exercise("if True:", "    a = 1", "", "", "b = 2").encode()
    theirs = exercise("while a():", "    a = 1", "", "", "    b = 1").encode()
    merged = exercise("while a():", "    a = 1", "", "", "b = 2").encode()
    assert decide_exercise(base, mine, theirs) == Put(merged, How.MERGED)
    outdented = exercise("", "    a = 1", "", "", "    b = 1").encode()
    assert decide_exercise(base, mine, outdented) == Aside(None)


def test_a_part_that_python_cannot_read_yet_is_merged_all_the_same() -> None:
    mine = SOLVED.replace(b"math.pi", b"(math.pi")
    merged = mine.replace(b"Do it.", b"Do this.")
    assert decide_exercise(BASE, mine, newer("Do this.")) == Put(merged, How.MERGED)


@pytest.mark.parametrize("mine", [b"a = 1\n", b"\xff\xfe# --- checks ---\n", b""])
def test_a_file_without_a_part_stays_and_the_newer_one_goes_beside_it(mine: bytes) -> None:
    assert decide_exercise(BASE, mine, newer("Do this.")) == Aside(None)
    assert decide_exercise(BASE, mine, BASE) == Stay()


def test_without_a_base_the_part_stays_to_the_byte_and_the_checks_are_new() -> None:
    theirs = newer("Do this.", "x = 2")
    mine = SOLVED.replace(b"x = 1", b"x = 2")
    assert decide_exercise(None, SOLVED, theirs) == Put(mine, How.CHECKS)
    assert decide_exercise(None, newer("Do this."), theirs) == Put(theirs, How.REPLACED)


SHIPPED = st.lists(st.sampled_from(["", "a", "b", "c", "d", "    e"]), max_size=8)
MINE = st.sampled_from(["my one", "my two", "    my three", "a", ""])


@st.composite
def edited(draw: st.DrawFn, lines: list[str], new: st.SearchStrategy[str]) -> list[str]:
    result = list(lines)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(result)))
        until = draw(st.integers(at, min(len(result), at + 3)))
        result[at:until] = draw(st.lists(new, max_size=3))
    return result


@st.composite
def triples(draw: st.DrawFn) -> tuple[list[str], list[str], list[str]]:
    base = draw(SHIPPED)
    mine = draw(edited(base, MINE))
    return base, mine, draw(edited(base, st.sampled_from(["our one", "our two", "b", ""])))


@given(triples())
def test_a_merge_with_one_side_unchanged_is_the_other(
    lines: tuple[list[str], list[str], list[str]],
) -> None:
    base, mine, theirs = lines
    assert merge(base, mine, base) == mine
    assert merge(base, base, theirs) == theirs
    assert merge(base, mine, mine) == mine


@given(triples())
def test_a_merge_is_the_same_from_both_sides(
    lines: tuple[list[str], list[str], list[str]],
) -> None:
    base, mine, theirs = lines
    assert merge(base, mine, theirs) == merge(base, theirs, mine)


@given(triples(), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["x = 1", "x = 2"]))
def test_every_line_that_the_learner_wrote_is_in_the_file_whatever_was_edited(
    lines: tuple[list[str], list[str], list[str]], newline: str, checks: str
) -> None:
    base, mine, theirs = (exercise(*text) for text in lines)
    theirs = theirs.replace("x = 1", checks)
    held = mine.replace("\n", newline).encode()
    match decide_exercise(base.encode(), held, theirs.encode()):
        case Stay():
            after = held
        case Put(data):
            after = data
        case Aside(data):
            after = held if data is None else data
            assert part_of(after) == part_of(held)
    written = Counter(lines[1]) - Counter(lines[0])
    assert written <= Counter(part_of(after).decode().splitlines())


@given(triples())
@example((["b", "", "", "", ""], ["b", "", "", ""], ["b", "b", "", "", "", ""]))
def test_a_merge_that_is_done_again_changes_nothing_more(
    lines: tuple[list[str], list[str], list[str]],
) -> None:
    base, mine, theirs = (exercise(*text).encode() for text in lines)
    match decide_exercise(base, mine, theirs):
        case Put(data):
            assert decide_exercise(base, data, theirs) in (Stay(), Aside(None))
        case Aside(data) if data is not None:
            assert decide_exercise(base, data, theirs) == Aside(None)
        case _:
            pass
