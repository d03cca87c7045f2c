"""What the tests of cohorts share."""

from pathlib import Path

import pytest
from tests.cohort.classes import Class
from tests.runner.conftest import ctml

__all__ = ["ctml", "room"]


@pytest.fixture
def room(tmp_path: Path) -> Class:
    """A class of two, due on Wednesday."""
    return Class(tmp_path)
