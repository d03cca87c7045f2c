"""Marks by hand: appended, never lost, taken back by a line of their own."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cohort.classes import Class
from tests.runner.conftest import Run

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.gradebook import Gradebook, append_mark, hand_mark, read_gradebook
from ctml_runner.cohort.marks import marks


def held(folder: CohortFolder) -> dict[tuple[str, str], float]:
    return {key: mark.points for key, mark in read_gradebook(folder).marks.items()}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["ada", "bob"]),
            st.sampled_from(["save_me", "token_id"]),
            st.one_of(st.none(), st.floats(0, 100)),
        ),
        max_size=8,
    )
)
def test_the_last_line_about_an_exercise_holds(
    tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, str, float | None]]
) -> None:
    folder = CohortFolder(tmp_path_factory.mktemp("class"))
    for learner, slug, points in lines:
        append_mark(folder, hand_mark(learner, slug, points, "because"))
    last = {(learner, slug): points for learner, slug, points in lines}
    assert held(folder) == {key: points for key, points in last.items() if points is not None}


def test_a_torn_line_costs_no_other(tmp_path: Path) -> None:
    folder = CohortFolder(tmp_path)
    assert read_gradebook(folder) == Gradebook({})
    append_mark(folder, hand_mark("ada", "save_me", 1.0, "first"))
    with folder.gradebook.open("ab") as file:
        file.write(b'{"learner":"ada","exer')
    append_mark(folder, hand_mark("bob", "save_me", 2.0, "after\nit"))
    assert held(folder) == {("ada", "save_me"): 1.0, ("bob", "save_me"): 2.0}
    assert read_gradebook(folder).damaged == (2,)


@pytest.mark.parametrize("points", ["-3", "1e308", "10001", "NaN", '"1"', "null"])
def test_points_that_no_mark_may_give_are_no_mark(tmp_path: Path, points: str) -> None:
    folder = CohortFolder(tmp_path)
    append_mark(folder, hand_mark("ada", "save_me", 1.0, "first"))
    text = folder.gradebook.read_text()
    folder.gradebook.write_text(text + text.replace(":1.0", f":{points}"))
    assert held(folder) == {("ada", "save_me"): 1.0}
    assert read_gradebook(folder).damaged == (2,)


def test_what_an_editor_puts_before_the_first_line_costs_no_mark(tmp_path: Path) -> None:
    folder = CohortFolder(tmp_path)
    append_mark(folder, hand_mark("ada", "save_me", 1.0, "first"))
    folder.gradebook.write_bytes(b"\xef\xbb\xbf" + folder.gradebook.read_bytes())
    assert held(folder) == {("ada", "save_me"): 1.0}
    assert not read_gradebook(folder).damaged


def test_an_instructor_marks_and_takes_back(room: Class, ctml: Run) -> None:
    def mark(*said: str) -> "tuple[int, str]":
        done = ctml("cohort", "mark", *said, cwd=room.folder.root)
        return done.returncode, done.stdout + done.stderr

    code, told = mark("alove", "0.1", "0.5", "--why", "on paper")
    assert (code, told.splitlines()[0]) == (0, "ada, save_me: 0.5 of 1   (on paper)")
    assert held(room.folder) == {("ada", "save_me"): 0.5}
    assert mark("ada", "save_me", "graded", "--why", "a slip")[0] == 0
    assert held(room.folder) == {}
    lines = room.folder.gradebook.read_text().splitlines()
    assert [json.loads(line)["withdrawn"] for line in lines] == [False, True]
    for said, says in [
        (("adda", "save_me", "1", "--why", "x"), "did you mean 'ada'"),
        (("ada", "predict", "1", "--why", "x"), "predict is not an exercise of this class"),
        (("ada", "nothing", "1", "--why", "x"), "no exercise is called 'nothing'"),
        (("ada", "save_me", "nan", "--why", "x"), "'nan' is no number of points"),
        (("ada", "save_me", "--", "-1"), "Missing option '--why'"),
        (("ada", "save_me", "1", "--why", " "), "a mark by hand says why"),
    ]:
        code, told = mark(*said)
        assert code == 2
        assert says in told
    told = mark("bob", "0.1", "10", "--why", "ten for one")[1]
    assert "  more than the 1 that a pass gives\n" in told


def test_a_mark_by_hand_overrides_what_was_graded(room: Class) -> None:
    append_mark(room.folder, hand_mark("ada", "save_me", 1.0, "on paper"))
    given_marks = marks(room.plan, room.roster, {}, {}, read_gradebook(room.folder).marks)
    first, second = given_marks.by["ada"]
    assert (first.points, first.by_hand, second.by_hand) == (1.0, True, False)
