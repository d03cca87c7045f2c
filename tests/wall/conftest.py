"""The wall of these tests: in the strongest box that holds here."""

from collections.abc import Iterator

import pytest

from ctml_runner.wall.opening import Wall, open_wall
from ctml_runner.wall.sandbox import Box, best


@pytest.fixture(scope="session")
def box() -> Box:
    found = best()
    if found is None:
        pytest.skip("no box holds here")
    return found


@pytest.fixture(scope="session")
def wall(box: Box) -> Iterator[Wall]:
    with open_wall(box, at_once=2) as opened:
        yield opened
