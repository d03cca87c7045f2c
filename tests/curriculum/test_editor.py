"""What an editor underlines in a workspace agrees with what the runner says."""

import subprocess
import sys
from pathlib import Path

import pytest

from ctml_runner.course.curriculum import Curriculum, read_curriculum
from ctml_runner.course.workspace.making import make_workspace


@pytest.fixture(scope="module")
def curriculum() -> Curriculum:
    return read_curriculum()


@pytest.fixture
def solved(curriculum: Curriculum, tmp_path: Path) -> Path:
    """Return a workspace in which every exercise is solved."""
    workspace, _ = make_workspace(tmp_path / "solved", curriculum, "0")
    for exercise in curriculum.exercises:
        text = curriculum.solution(exercise).part + "\n" + exercise.checks
        workspace.file(exercise).write_text(text, encoding="utf-8")
    return workspace.root


def run(tool: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", tool]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


def test_mypy_by_the_workspaces_settings_accepts_every_solution(solved: Path) -> None:
    count = len(list(solved.glob("*/*/[0-9]*.py")))
    found = run("mypy", solved)
    assert (found.stdout, found.returncode) == (
        f"Success: no issues found in {count} source files\n",
        0,
    )


def test_pyright_by_the_workspaces_settings_accepts_every_solution(solved: Path) -> None:
    found = run("pyright", solved)
    assert found.stdout.endswith("0 errors, 0 warnings, 0 informations\n"), found.stdout


def test_pytest_by_the_workspaces_settings_accepts_every_solution(solved: Path) -> None:
    found = run("pytest", solved)
    assert found.returncode == 0, found.stdout


def test_a_refusal_that_fails_to_come_is_underlined(solved: Path, curriculum: Curriculum) -> None:
    file = solved / curriculum.find("token_id").path
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('NewType("TokenId", int)', "int"), encoding="utf-8")
    assert 'Unused "type: ignore" comment  [unused-ignore]' in run("mypy", solved).stdout
    assert 'Unnecessary "# type: ignore' in run("pyright", solved).stdout
