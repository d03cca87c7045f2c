"""An exercise that is attacked: its checks, an honest part, and a dishonest one to begin with."""

from pathlib import PurePosixPath

from ctml_runner.course.exercise import MARKER, Exercise

HONEST = """
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Pair:
    first: int
    second: int


def one():
    return 1


def double(n):
    if n < 0:
        raise ValueError("fewer than none")
    return 2 * n


def scaled(values, by):
    return values * by


def even(numbers):
    return np.array([n % 2 == 0 for n in numbers])


def mapped(change, numbers):
    return tuple(change(n) for n in numbers)


def half():
    return 0.5


def table():
    return {"a": 1, "b": 2}
"""
"""A part that passes."""

CHECKS = f"""{MARKER}
import numpy as np
import pytest
from ctml.checks import agree, frozen
from hypothesis import given
from hypothesis import strategies as st


def test_one() -> None:
    agree(one(), 1)


def test_double() -> None:
    agree(double(2), 4)
    agree(double(3), 6)


def test_negative() -> None:
    agree(double(0), 0)
    with pytest.raises(ValueError):
        double(-1)


def test_scaled() -> None:
    agree(scaled(frozen([1.0, 2.0]), 2.0), np.array([2.0, 4.0]))


def test_even() -> None:
    agree(even((1, 2)), np.array([False, True]))


def test_mapped() -> None:
    agree(mapped(lambda n: n + 1, (1, 2)), (2, 3))


def test_half() -> None:
    agree(half(), 0.5)


def test_table() -> None:
    agree(table(), {{"a": 1, "b": 2}})


def test_pair() -> None:
    agree(Pair(1, 2) == Pair(1, 2), True)
    agree(Pair(1, 2) == Pair(1, 3), False)
    agree(Pair(1, 2).second, 2)


@given(st.integers(4, 10**9))
def test_law(n: int) -> None:
    agree(double(n), 2 * n)
"""


def exercise(checks: str = CHECKS, limit: float = 1.0) -> Exercise:
    """Return an exercise with these checks."""
    path = PurePosixPath("exercises/00_attacked/01_attacked.py")
    return Exercise("attacked", "00_attacked", 1, path, "Attacked", "", "", checks, limit)
