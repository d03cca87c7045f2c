"""reset, undo, history, solution, challenge: as typed, in a workspace of their own."""

import json
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.workspace import Workspace
from ctml_runner.journal import Journal
from ctml_runner.watch.putting_back import put_back

Typed = Callable[..., tuple[int, str, str]]


@pytest.fixture
def workspace(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "mine", symlinks=True))


@pytest.fixture
def typed(ctml: Callable[..., object], workspace: Path) -> Typed:
    def run(*arguments: str) -> tuple[int, str, str]:
        done = ctml(*arguments, cwd=workspace)
        return done.returncode, done.stdout, done.stderr  # type: ignore[attr-defined]

    return run


@pytest.fixture
def file(workspace: Path, curriculum: Curriculum) -> Path:
    return workspace / curriculum.course[0].path


def test_reset_needs_a_yes_where_nobody_can_answer(typed: Typed, file: Path) -> None:
    file.write_text("mine\n")
    assert typed("reset", "save_me") == (
        2,
        "",
        (
            "ctml: reset asks before it changes anything, and nobody can answer here\n"
            "  next:  ctml reset save_me --yes\n"
        ),
    )
    assert file.read_text() == "mine\n"


def test_reset_brings_the_start_back_and_undo_what_was_written(
    typed: Typed, file: Path, curriculum: Curriculum
) -> None:
    file.write_text("never judged\n")
    assert typed("reset", "save_me", "--yes") == (
        0,
        "save_me is as it was at the start\n  what you wrote is kept: ctml undo save_me\n",
        "",
    )
    assert file.read_text() == curriculum.course[0].text
    assert typed("undo", "save_me")[0] == 0
    assert file.read_text() == "never judged\n"


def test_what_is_at_its_start_is_left_alone(typed: Typed, file: Path) -> None:
    before = file.stat().st_mtime_ns
    assert typed("reset", "save_me", "--yes") == (
        0,
        "save_me is as it was at the start; nothing was changed\n",
        "",
    )
    assert file.stat().st_mtime_ns == before


def test_reset_all_touches_only_what_was_changed(
    typed: Typed, workspace: Path, curriculum: Curriculum
) -> None:
    first, second, third = (workspace / exercise.path for exercise in curriculum.course[:3])
    first.write_text("one\n")
    third.write_text("three\n")
    before = second.stat().st_mtime_ns
    assert typed("reset", "--all", "--yes") == (
        0,
        (
            "save_me is as it was at the start\nread_message is as it was at the start\n"
            "  what you wrote is kept: ctml undo NAME\n"
        ),
        "",
    )
    assert first.read_text() == curriculum.course[0].text
    assert second.stat().st_mtime_ns == before
    assert typed("reset", "--all", "--yes")[1] == (
        "every exercise is as it was at the start; nothing was changed\n"
    )


def test_reset_wants_to_know_what(typed: Typed) -> None:
    for arguments in (("reset",), ("reset", "save_me", "--all")):
        code, _, told = typed(*arguments)
        assert (code, told.splitlines()[0]) == (
            2,
            "ctml: it must be clear what to reset: one exercise, or --all of them",
        )


def test_undo_of_nothing_says_so(typed: Typed, file: Path) -> None:
    assert typed("undo", "save_me") == (
        2,
        "",
        (
            f"ctml: save_me has nothing earlier to go back to\n  where: {file}\n"
            "  next:  ctml history save_me\n"
        ),
    )


def test_before_all_that_was_judged_stands_the_start(
    typed: Typed, file: Path, curriculum: Curriculum
) -> None:
    file.write_text("never judged\n")
    assert typed("undo", "save_me")[0] == 0
    assert file.read_text() == curriculum.course[0].text
    assert typed("undo", "save_me")[0] == 0
    assert file.read_text() == "never judged\n"


def test_undo_walks_back_step_by_step_and_history_counts_on(
    typed: Typed, file: Path, workspace: Path, curriculum: Curriculum
) -> None:
    journal = Journal(Workspace(workspace).journal)
    for text in ("one\n", "two\n", "three\n"):
        file.write_bytes(text.encode())
        journal.replace(file, "save_me", text.encode() + b"!", "update")
    seen = []
    for _ in range(6):
        typed("undo", "save_me")
        seen.append(file.read_text())
    assert seen == ["three\n", "two\n!", "two\n", "one\n!", "one\n", curriculum.course[0].text]
    typed("undo", "save_me", "--to", "1")
    code, out, _ = typed("history", "save_me", "--json")
    told = json.loads(out)
    assert (code, [version["now"] for version in told]) == (0, [True, *[False] * 6])
    assert typed("undo", "save_me", "--to", "5")[0] == 0
    assert file.read_text() == "three\n"


def test_history_says_what_happened_to_each_version(
    typed: Typed, file: Path, curriculum: Curriculum, answer: str
) -> None:
    typed("run", "save_me")
    file.write_text(answer + "\n" + curriculum.course[0].checks)
    typed("run", "save_me")
    typed("reset", "save_me", "--yes")
    _, out, _ = typed("history", "save_me")
    rows = [line.split() for line in out.splitlines()]
    assert [(row[0], row[4]) for row in rows[:2]] == [("1", "failed"), ("2", "passed")]
    assert rows[2][0] == ">"
    assert out.splitlines()[2].endswith("put back to the start   as at the start")


def test_a_version_whose_copy_is_gone_is_told_and_the_file_stays(
    typed: Typed, file: Path, workspace: Path
) -> None:
    file.write_text("mine\n")
    typed("reset", "save_me", "--yes")
    before = file.read_bytes()
    shutil.rmtree(workspace / ".ctml" / "saves")
    code, _, told = typed("undo", "save_me")
    assert (code, told.splitlines()[0]) == (
        2,
        "ctml: the copy that ctml kept of this version is gone",
    )
    assert file.read_bytes() == before
    assert "its copy is gone" in typed("history", "save_me")[1]


def test_undo_to_a_version_that_never_was(typed: Typed) -> None:
    code, _, told = typed("undo", "save_me", "--to", "7")
    assert (code, told) == (
        2,
        "ctml: save_me has no version 7; there are 0\n  next:  ctml history save_me\n",
    )


def test_a_missing_file_can_be_reset(typed: Typed, file: Path, curriculum: Curriculum) -> None:
    file.unlink()
    assert typed("reset", "save_me", "--yes")[0] == 0
    assert file.read_text() == curriculum.course[0].text


def test_the_solution_is_for_afterwards(typed: Typed, curriculum: Curriculum) -> None:
    code, out, told = typed("solution", "save_me")
    assert (code, out, told.splitlines()[0]) == (
        2,
        "",
        "ctml: save_me has not passed yet, and its solution is for afterwards",
    )
    code, out, _ = typed("solution", "save_me", "--reveal")
    assert code == 0
    assert "return len(sentence.split())" in out
    assert "Hint 1" not in out
    assert typed("solution", "save_me")[0] == 0  # revealed once


def test_after_the_pass_the_solution_is_shown(
    typed: Typed, file: Path, curriculum: Curriculum, answer: str
) -> None:
    file.write_text(answer + "\n" + curriculum.course[0].checks)
    assert typed("run", "save_me")[0] == 0
    assert "return len(sentence.split())" in typed("solution", "save_me")[1]


def test_challenges_are_listed_and_started(
    typed: Typed, workspace: Path, curriculum: Curriculum
) -> None:
    _, out, _ = typed("challenge", "--json")
    slugs = [row["slug"] for row in json.loads(out)]
    assert slugs == [exercise.slug for exercise in curriculum.challenges]
    for slug in slugs[:1]:
        code, out, _ = typed("challenge", slug)
        assert (code, f"  {workspace}/challenges/" in out) == (0, True)
        assert json.loads(typed("status", "--json")[1])["current"] == slug


def test_an_exercise_of_the_course_is_no_challenge(typed: Typed) -> None:
    assert typed("challenge", "token_id") == (
        2,
        "",
        (
            "ctml: token_id is an exercise of the course, not a challenge\n"
            "  next:  ctml goto token_id\n"
        ),
    )


def test_a_reset_in_the_middle_of_saves_loses_none(workspace: Path, curriculum: Curriculum) -> None:
    exercise = curriculum.course[0]
    place = Workspace(workspace)
    journal = Journal(place.journal)
    file = place.file(exercise)
    written: list[bytes] = []
    ended = threading.Event()

    def editor() -> None:
        while not ended.is_set():
            text = b"save %d\n" % len(written) * 50
            draft = file.with_suffix(".tmp")
            draft.write_bytes(text)
            draft.replace(file)  # as most editors save
            written.append(text)

    saving = threading.Thread(target=editor)
    saving.start()
    try:
        for _ in range(20):
            before = len(written)
            while len(written) == before:
                time.sleep(0.001)
            put_back(place, journal, exercise, "reset")
    finally:
        ended.set()
        saving.join()
    kept = {path.read_bytes() for path in journal.saves.glob("*.py")}
    whole = {*written, exercise.text.encode()}
    assert kept <= whole  # nothing torn was kept
    assert file.read_bytes() in whole
    assert len(kept) > 10  # resets met saves, and what they took away is there
