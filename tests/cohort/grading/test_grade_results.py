"""Results are lines: appended whole, read together, and nothing torn or foreign spoils the rest."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from tests.cohort.grading.submitted import Submitted

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.grading.batch import Batch
from ctml_runner.cohort.grading.session import Verdicts, grade
from ctml_runner.cohort.grading.wanted import Cohort, Wanted
from ctml_runner.cohort.grading.work import find_work
from ctml_runner.cohort.plan import read_plan
from ctml_runner.cohort.results import Graded, append, read_results, read_standings
from ctml_runner.cohort.roster import read_roster
from ctml_runner.course.curriculum import Curriculum

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def graded(learner: str, outcome: str = "passed", after: int = 0) -> Graded:
    return Graded(
        learner=learner, exercise="save_me", file="f", grader="g", outcome=outcome, level=2,
        seconds=0.1, graded=NOW + timedelta(seconds=after),
    )  # fmt: skip


def test_the_newest_line_wins_in_whatever_file_it_stands(tmp_path: Path) -> None:
    folder = CohortFolder(tmp_path)
    append(tmp_path / "results.2-of-2.jsonl", [graded("ada", "passed", 9), graded("alan", after=9)])
    append(folder.results, [graded("ada", "failed", 1)])
    append(folder.results, [graded("ada", "crashed", 5), graded("alan", "failed")])
    results = read_results(folder)
    assert {key: one.outcome for key, one in results.newest.items()} == {
        ("ada", "save_me"): "passed", ("alan", "save_me"): "passed",
    }  # fmt: skip
    assert {key: one.outcome for key, one in read_standings(folder).items()} == {
        key: one.outcome for key, one in results.newest.items()
    }


def test_a_torn_last_line_is_none_and_the_next_begins_anew(tmp_path: Path) -> None:
    folder = CohortFolder(tmp_path)
    append(folder.results, [graded("ada")])
    whole = folder.results.read_bytes()
    for length in range(len(whole)):
        folder.results.write_bytes(whole + whole[:length])
        assert len(read_results(folder).newest) == 1
        append(folder.results, [graded("alan")])
        results = read_results(folder)
        assert (set(results.newest), results.unread) == (
            {("ada", "save_me"), ("alan", "save_me")}, 1 if 0 < length < len(whole) - 1 else 0,
        )  # fmt: skip


def test_foreign_lines_are_counted_and_passed_over(tmp_path: Path) -> None:
    folder = CohortFolder(tmp_path)
    lines = [b"no json", b'{"learner": "ada"}', b"\xff\xfe", b"[]", b"", msgspec.json.encode("x")]
    folder.results.write_bytes(b"\n".join(lines) + b"\n")
    append(folder.results, [graded("ada")])
    results = read_results(folder)
    assert (len(results.newest), results.unread) == (1, 5)


def test_what_cannot_be_written_whole_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = CohortFolder(tmp_path)
    append(folder.results, [graded("ada")])
    before = folder.results.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        append(folder.results, [graded("alan")])
    assert folder.results.read_bytes() == before


def test_ctrl_c_in_the_middle_of_a_line_leaves_no_half_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = CohortFolder(tmp_path)
    append(folder.results, [graded("ada")])
    before, write = folder.results.read_bytes(), os.write

    def interrupted(descriptor: int, data: bytes) -> int:
        write(descriptor, data[:20])
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "write", interrupted)
    with pytest.raises(KeyboardInterrupt):
        append(folder.results, [graded("alan")])
    assert folder.results.read_bytes() == before


@pytest.mark.parametrize("again", [False, True])
def test_a_clock_that_was_ahead_hides_no_newer_verdict(
    tmp_path: Path, curriculum: Curriculum, again: bool
) -> None:
    made = Submitted.make(tmp_path, ["save_me"])
    made.hand_in("ada", {"save_me": b"an answer"})
    append(tmp_path / "results.1-of-2.jsonl", [graded("ada", "failed", after=9)])
    plan, roster = read_plan(made.folder, curriculum), read_roster(made.folder)
    cohort = Cohort(made.folder, plan, roster, curriculum)
    work = find_work(cohort, Wanted(again=again), 2)

    def judge(_: Iterable[Batch]) -> Verdicts:
        yield [graded("ada", "passed")]

    ((told,),) = grade(cohort, work, None, judge)
    assert told == made.result("ada", "save_me")
    assert (told.outcome, told.graded > NOW + timedelta(seconds=9)) == ("passed", True)
