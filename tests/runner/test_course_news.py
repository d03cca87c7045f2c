"""A watch tells, in one line, when the workspace's course is not the installed one."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., "CompletedProcess[str]"]


@pytest.fixture
def workspace(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "mine", symlinks=True))


def told(ctml: Run, workspace: Path) -> str:
    return ctml("watch", "--plain", cwd=workspace).stdout


def test_of_the_same_course_nothing_is_told(ctml: Run, workspace: Path) -> None:
    assert "course" not in told(ctml, workspace).splitlines()[0]
    assert "ctml update" not in told(ctml, workspace)


def test_a_course_that_lacks_something_is_older(ctml: Run, workspace: Path) -> None:
    next((workspace / ".ctml" / "shipped" / "exercises").rglob("*.py")).unlink()
    assert "a newer course is installed than this workspace has\n  next:  ctml update\n" in told(
        ctml, workspace
    )


def test_a_course_of_a_later_version_is_newer(ctml: Run, workspace: Path) -> None:
    sign = workspace / ".ctml" / "workspace.toml"
    text, count = re.subn('course = "[^"]*"', 'course = "99.0"', sign.read_text())
    assert count == 1
    sign.write_text(text)
    assert "this workspace's course is newer than this ctml" in told(ctml, workspace)
