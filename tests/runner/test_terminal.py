"""The main path in plain lines in a real pseudo-terminal: what a learner types, and sees."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import pexpect
import pytest

from ctml_runner.course.curriculum import Curriculum, read_curriculum

Terminal: TypeAlias = "pexpect.spawn[str]"
CTML = [sys.executable, "-m", "ctml_runner"]


@pytest.fixture(scope="module")
def curriculum() -> Curriculum:
    return read_curriculum()


@pytest.fixture(scope="module")
def warm_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("course") / "mine"
    subprocess.run([*CTML, "init", str(root)], check=True, capture_output=True)
    return root


@pytest.fixture
def workspace(warm_workspace: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(warm_workspace, tmp_path / "mine"))


@pytest.fixture
def terminal(workspace: Path) -> Iterator[Terminal]:
    child = pexpect.spawn(
        CTML[0],
        [*CTML[1:], "watch", "--plain"],
        cwd=workspace,
        dimensions=(40, 100),
        encoding="utf-8",
        timeout=20,
    )
    child.delaybeforesend = None
    yield child
    child.close(force=True)


def solve(workspace: Path, curriculum: Curriculum, number: int) -> None:
    exercise = curriculum.course[number]
    text = curriculum.solution(exercise).part + "\n" + exercise.checks
    (workspace / exercise.path).write_text(text, encoding="utf-8")


def test_from_the_first_task_to_the_next_exercise(
    terminal: Terminal, workspace: Path, curriculum: Curriculum
) -> None:
    first, second = curriculum.course[:2]
    terminal.expect_exact(first.title)
    terminal.expect_exact(f"{first.slug}: not yet")
    terminal.expect_exact("h: hint 1 of 3")
    terminal.sendline("h")
    terminal.expect_exact(f"hint 1 of 3 for {first.slug}")
    solve(workspace, curriculum, 0)
    terminal.expect_exact(f"{first.slug}: passed")
    terminal.expect_exact("Why: ")
    terminal.expect_exact(f"Next: {second.title}")
    terminal.sendline("n")
    terminal.expect_exact(f"02_{second.slug}.py")
    terminal.sendline("q")
    terminal.expect(pexpect.EOF)
    assert terminal.wait() == 0


def test_what_was_reached_is_there_the_next_day(
    terminal: Terminal, workspace: Path, curriculum: Curriculum
) -> None:
    solve(workspace, curriculum, 0)
    terminal.expect_exact("Next: ")
    terminal.sendline("q")
    terminal.expect(pexpect.EOF)
    again = subprocess.run(
        [*CTML, "watch"],
        cwd=workspace,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"1 of {len(curriculum.course)} passed" in again.stdout
    assert curriculum.course[1].title in again.stdout


def test_ctrl_c_ends_the_watch_with_130_and_no_traceback(terminal: Terminal) -> None:
    terminal.expect_exact("not yet")
    terminal.sendintr()
    terminal.expect(pexpect.EOF)
    assert "Traceback" not in str(terminal.before)
    assert terminal.wait() == 130


def test_ctrl_d_ends_the_watch_with_0(terminal: Terminal) -> None:
    terminal.expect_exact("not yet")
    terminal.sendeof()
    terminal.expect(pexpect.EOF)
    assert terminal.wait() == 0


def test_the_keys_stay_alive_while_an_endless_loop_is_judged(
    terminal: Terminal, workspace: Path, curriculum: Curriculum
) -> None:
    terminal.expect_exact("not yet")
    exercise = curriculum.course[0]
    endless = "while True:\n    pass\n\n" + exercise.checks
    (workspace / exercise.path).write_text(endless, encoding="utf-8")
    terminal.expect_exact("checking")
    terminal.sendline("?")
    terminal.expect_exact("these keys", timeout=2)
    solve(workspace, curriculum, 0)
    terminal.expect_exact(f"{exercise.slug}: passed", timeout=5)


def test_c_checks_every_exercise_and_the_watch_goes_on(
    terminal: Terminal, workspace: Path, curriculum: Curriculum
) -> None:
    terminal.expect_exact("not yet")
    solve(workspace, curriculum, 1)
    terminal.expect_exact(f"{curriculum.course[1].slug}: passed")
    terminal.sendline("c")
    terminal.expect_exact(f"1 of {len(curriculum.course)} pass")
    terminal.sendline("q")
    terminal.expect(pexpect.EOF)
    assert terminal.wait() == 0
