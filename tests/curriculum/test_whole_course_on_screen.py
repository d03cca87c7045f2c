"""Someone at a terminal: from ``ctml init`` through every exercise and challenge to the end."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.screens.learner import facts, solve, write
from tests.screens.terminal import CTML, Terminal

from ctml_runner.course.curriculum import Curriculum, read_curriculum
from ctml_runner.course.exercise import Exercise

ROOT = Path(__file__).parents[2]
SIZE = (44, 100)
OLD = "Whenever you save it"
NEW = "Each time you save this file"


@pytest.fixture(scope="module")
def course() -> Curriculum:
    return read_curriculum()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that an older ctml has made, whose first exercise read otherwise."""
    folder = tmp_path_factory.mktemp("whole")
    for part in ("runner", "exercises", "solutions", "challenges"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / part, folder / "older" / part, ignore=ignored)
    first = folder / "older" / read_curriculum().course[0].path
    first.write_text(first.read_text("utf-8").replace(NEW, OLD), "utf-8")
    older = os.pathsep.join((str(folder / "older" / "runner"), str(ROOT / "core")))
    with Terminal((*CTML, "init", "mine"), folder, *SIZE, PYTHONPATH=older) as terminal:
        terminal.until("is your workspace", "ctml watch", timeout=90)
        assert terminal.ended() == 0
    return folder / "mine"


@pytest.fixture(scope="module")
def terminal(workspace: Path) -> Iterator[Terminal]:
    """The watch, started once for all that follows."""
    with Terminal((*CTML, "watch"), workspace, *SIZE) as terminal:
        terminal.until("Welcome to ctml.", "save_me: not yet")
        yield terminal


def passes(terminal: Terminal, workspace: Path, course: Curriculum, exercise: Exercise) -> None:
    """Save a solution, and see that it passes and why."""
    solve(workspace, course, exercise)
    terminal.until(f"{exercise.slug}: passed", "Why: ")


def goes_on(terminal: Terminal, after: Exercise) -> None:
    """Look at the next task, and at what its start is told."""
    terminal.until(f"Next: {after.title}")
    terminal.press("n")
    terminal.until(f"{after.slug}: not yet", after.title)


def test_the_first_chapter_with_an_update_a_hint_an_undo_and_a_reset(
    terminal: Terminal, workspace: Path, course: Curriculum
) -> None:
    first, second, third, *_ = course.course
    assert OLD in (workspace / first.path).read_text(encoding="utf-8")
    with Terminal((*CTML, "update"), workspace, *SIZE) as other:
        other.until("replaced, as you had not touched them")
        assert other.ended() == 0
    assert NEW in (workspace / first.path).read_text(encoding="utf-8")
    terminal.press("h")
    terminal.until("Hint 1 of 3")
    passes(terminal, workspace, course, first)
    goes_on(terminal, second)
    write(workspace, second, "MINE = 1")
    terminal.until("does not define it any more")
    terminal.press("x")
    terminal.until("Put annotate back to its start?")
    terminal.press("y")
    terminal.until("annotate is as it was at the start")
    terminal.press("u")
    terminal.until("annotate is as it was before", "does not define it any more")
    assert (workspace / second.path).read_text(encoding="utf-8").startswith("MINE")
    passes(terminal, workspace, course, second)
    goes_on(terminal, third)
    terminal.press("l")
    terminal.until("2 of ", "> ● open    0.3  read_message")
    terminal.press("/", "lift")
    terminal.until("> · to come 2.7  lift", "/lift_")
    terminal.press("esc")
    terminal.until_gone("/lift")
    terminal.press("q")
    terminal.until("read_message: not yet", "q quit")


def test_every_other_exercise_with_the_end_of_each_chapter(
    terminal: Terminal, workspace: Path, course: Curriculum
) -> None:
    for exercise, after in zip(course.course[2:-1], course.course[3:], strict=True):
        passes(terminal, workspace, course, exercise)
        if exercise.chapter != after.chapter:
            terminal.until(f"The end of chapter {exercise.chapter.replace('_', ' ')}")
        goes_on(terminal, after)


def test_the_finish_leads_to_the_challenges_and_those_to_the_end(
    terminal: Terminal, workspace: Path, course: Curriculum
) -> None:
    total = len(course.course)
    passes(terminal, workspace, course, course.course[-1])
    terminal.until(f"All {total} exercises have passed.", "●", "challenges, if you want more")
    first, *others = course.challenges
    terminal.press("n")
    terminal.until(f"{first.slug}: not yet", first.title)
    for challenge, after in zip((first, *others), others, strict=False):
        passes(terminal, workspace, course, challenge)
        goes_on(terminal, after)
    last = course.challenges[-1]
    passes(terminal, workspace, course, last)
    terminal.until("Every challenge has passed too.", "has a card that you can show")
    terminal.press("q")
    assert terminal.ended() == 0
    assert (terminal.left, terminal.drawing) == (set(), False)
    assert b"Traceback" not in terminal.written


def test_all_of_it_is_remembered(workspace: Path, course: Curriculum) -> None:
    passed = {
        fact["exercise"] for fact in facts(workspace, "judged") if fact["outcome"] == "passed"
    }
    assert passed == {exercise.slug for exercise in course.exercises}
    assert [fact["why"] for fact in facts(workspace, "replaced")] == ["update", "reset", "undo"]
    assert len(facts(workspace, "hinted")) == 1
    with Terminal((*CTML, "list", "--plain"), workspace, *SIZE) as terminal:
        assert terminal.ended() == 0
        assert terminal.text.count("passed") >= len(course.exercises) - 1
