"""What the tests at a terminal share: a warm workspace, and the course."""

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.screens.terminal import CTML

from ctml_runner.course.curriculum import Curriculum, read_curriculum


@pytest.fixture(scope="session")
def curriculum() -> Curriculum:
    """The course as shipped."""
    return read_curriculum()


@pytest.fixture(scope="session")
def warm_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that ``ctml init`` made; it stays as it is."""
    root = tmp_path_factory.mktemp("course") / "mine"
    subprocess.run([*CTML, "init", str(root)], check=True, capture_output=True)
    return root


@pytest.fixture
def workspace(warm_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of one's own, as new and as warm; its path is short enough for one line."""
    return Path(shutil.copytree(warm_workspace, tmp_path_factory.mktemp("w") / "mine"))
