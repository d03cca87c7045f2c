"""Vector and Logits: rows of finite numbers that mean different things."""

import copy
import math
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctml.domain import Distribution, Logits, Vector
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError

numbers = st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=6)
each_row = pytest.mark.parametrize("row", [Vector, Logits])
Row = type[Vector] | type[Logits]


@each_row
@given(numbers)
def test_a_row_keeps_its_numbers_and_equals_its_like(row: Row, values: list[float]) -> None:
    made = row(values)
    assert made.values.tolist() == values
    assert made == row(np.array(values))
    assert hash(made) == hash(row(values))
    assert made != row([*values, 0.0])
    for again in (copy.copy(made), copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
        assert again == made


def test_equal_numbers_of_different_meaning_are_not_equal() -> None:
    assert len({Vector([1.0]), Logits([1.0]), Distribution([1.0])}) == 3


def test_a_row_says_what_it_holds() -> None:
    assert repr(Vector([1, 2.5])) == "Vector([1.0, 2.5])"
    assert repr(Logits([-0.5])) == "Logits([-0.5])"
    assert repr(Distribution([0.5, 0.5])) == "Distribution([0.5, 0.5])"


@each_row
def test_minus_zero_is_zero(row: Row) -> None:
    assert row([0.0]) == row([-0.0])
    assert hash(row([0.0])) == hash(row([-0.0]))


@each_row
@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_not_finite_is_refused_by_name(row: Row, bad: float) -> None:
    with pytest.raises(InvalidValueError) as caught:
        row([1.0, bad])
    assert str(caught.value) == f"{row.__name__} refuses {bad}: it needs finite numbers"


@each_row
@pytest.mark.parametrize("values", [[], [[1.0]], np.float64(1.0)])
def test_what_is_no_row_is_refused_by_name(row: Row, values: list[float]) -> None:
    with pytest.raises(InvalidShapeError) as caught:
        row(values)
    assert (caught.value.noun, caught.value.needed) == (
        row.__name__,
        "one row of at least one number",
    )


@each_row
@pytest.mark.parametrize("values", ["ab", [True], [1j], [10**400], [[1.0], [1.0, 2.0]], None])
def test_what_holds_no_numbers_is_refused_by_name(row: Row, values: list[float]) -> None:
    with pytest.raises(InvalidTypeError, match=f"{row.__name__} refuses"):
        row(values)


@each_row
def test_a_row_can_not_be_written_to(row: Row) -> None:
    source = np.array([1.0, 2.0])
    made = row(source)
    source[0] = 9.0
    assert made.values.tolist() == [1.0, 2.0]
    with pytest.raises(ValueError, match="read-only"):
        made.values[0] = 9.0
