"""A latecomer goes where the others are; what is stepped over is skipped, until it is opened."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from ctml_runner.course.curriculum import Curriculum, read_curriculum
from ctml_runner.journal import Journal, Judged, Opened, Progress, Record, fold
from ctml_runner.journal.fact import Known
from ctml_runner.screen.live.choosing import begin
from ctml_runner.screen.live.list_marks import marks_for
from ctml_runner.screen.live.list_view import columns, detail, line
from ctml_runner.screen.live.look import Look
from ctml_runner.teaching.session import State, listing, open_exercise

Run = Callable[..., "CompletedProcess[str]"]


def told(*facts: Known) -> Progress:
    began = datetime(2026, 11, 28, 9, tzinfo=UTC)
    return fold(Record(f"{n:032}", began + timedelta(minutes=n), f) for n, f in enumerate(facts))


def test_what_is_stepped_over_is_skipped_until_it_is_opened() -> None:
    over = Opened("c", "goto", ("a", "b"))
    assert told(over).skipped == {"a", "b"}
    assert told(over, Opened("a", "goto")).skipped == {"b"}
    assert told(over, Opened("a", "passed"), Opened("d", "goto", ("b", "a"))).skipped == {"a", "b"}


@pytest.fixture
def state() -> State:
    curriculum: Curriculum = read_curriculum()
    return State(curriculum, Path("/learner"), Progress())


def test_the_session_knows_what_was_skipped_as_the_journal_does(state: State) -> None:
    third = state.curriculum.course[2]
    after, _ = open_exercise(state, third)
    assert after.progress.skipped == {e.slug for e in state.curriculum.course[:2]}
    assert [e.number for e in after.skipped] == [1, 2]
    back, _ = open_exercise(after, state.curriculum.course[0])
    assert [e.number for e in back.skipped] == [2]


def test_what_has_passed_is_not_skipped(state: State) -> None:
    first = state.curriculum.course[0].slug
    progress = told(Opened("token_id", "goto", (first,)), Judged(first, "passed", "d", 0.1))
    assert State(state.curriculum, state.root, progress).skipped == ()


def test_the_list_says_skipped_and_nothing_waits_for_that(state: State) -> None:
    after, _ = open_exercise(state, state.curriculum.course[2])
    shown = listing(after)
    assert [row.skipped for row in shown.rows[:4]] == [True, True, False, False]
    assert [len(row.waits_for) for row in shown.rows[:5]] == [0, 0, 0, 1, 2]
    choice, marks = begin(shown), marks_for(Look())
    drawn = [line(row, columns(choice, 80), marks, chosen=False).plain for row in shown.rows[:3]]
    assert [text.split()[:2] for text in drawn] == [["○", "skipped"]] * 2 + [["●", "open"]]
    assert detail(choice.moved(-1), 80, marks)[1] == "skipped; Enter opens it"


def test_a_latecomer_catches_up_and_comes_back(
    tmp_path: Path, ctml: Run, classroom: Callable[..., Path]
) -> None:
    root = classroom(tmp_path, None)
    went = ctml("goto", "read_message", cwd=root)
    assert "skipped: save_me, annotate   (they wait for you: ctml goto save_me)" in went.stdout
    [record] = Journal(root / ".ctml" / "journal.jsonl").history().records
    assert record.fact == Opened("read_message", "goto", ("save_me", "annotate"))
    assert "skipped: save_me, annotate" in ctml("status", cwd=root).stdout
    rows = json.loads(ctml("list", "--json", cwd=root).stdout)
    assert [row["slug"] for row in rows if row["skipped"]] == ["save_me", "annotate"]
    assert "  skipped 0.1 save_me" in ctml("list", cwd=root).stdout
    again = ctml("goto", "save_me", cwd=root)
    assert "skipped" not in again.stdout
    assert json.loads(ctml("status", "--json", cwd=root).stdout)["skipped"] == ["annotate"]
