"""What the tests of grading share: a warm cache, and a skip where no sandbox is held."""

from pathlib import Path

import pytest
from filelock import FileLock

from ctml_runner.commands.warming import ensure_warm
from ctml_runner.course.curriculum import Curriculum, read_curriculum
from ctml_runner.wall.sandbox import Box, Level, prove


@pytest.fixture(scope="session")
def curriculum() -> Curriculum:
    return read_curriculum()


@pytest.fixture(scope="session")
def box() -> Box:
    """The box of level 2."""
    proof = prove(Level.BUBBLEWRAP)
    if not proof.held:
        pytest.skip(f"level 2 is not held here: {proof.why}")
    return proof.box


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder whose ``cache`` is warm, one for all test processes."""
    root = tmp_path_factory.getbasetemp()
    shared = (root if worker_id == "master" else root.parent) / "warm"
    with FileLock(f"{shared}.lock"):
        ensure_warm(shared)
    return shared
