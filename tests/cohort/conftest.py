"""What the tests of cohorts share."""

from pathlib import Path

import pytest
from tests.cohort.classes import Class


@pytest.fixture
def room(tmp_path: Path) -> Class:
    """A class of two, due on Wednesday."""
    return Class(tmp_path)
