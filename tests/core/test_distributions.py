"""Distribution, Loss and Result: values that can't be wrong, and the failure as a value."""

import copy
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctml.domain import Distribution, Err, Loss, Ok
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError

weights = st.lists(st.floats(0.01, 100.0), min_size=1, max_size=9)


@given(weights)
def test_weights_shared_out_make_a_distribution(raw: list[float]) -> None:
    shares = [weight / sum(raw) for weight in raw]
    distribution = Distribution(shares)
    assert distribution.values.tolist() == shares
    assert Distribution.from_values(shares) == Ok(distribution)
    assert copy.deepcopy(distribution) == distribution
    assert hash(Distribution(shares)) == hash(distribution)


@given(weights, st.floats(2e-6, 10.0))
def test_a_sum_further_from_one_than_rounding_is_refused(raw: list[float], excess: float) -> None:
    shares = [weight / sum(raw) * (1 + excess) for weight in raw]
    with pytest.raises(InvalidValueError, match="needs a sum of 1"):
        Distribution(shares)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ([0.5, math.nan], InvalidValueError("Distribution", "nan", "finite numbers")),
        ([1.0, math.inf, -math.inf], InvalidValueError("Distribution", "inf", "finite numbers")),
        ([1.5, -0.5], InvalidValueError("Distribution", "-0.5", "numbers of 0 or more")),
        (
            [0.5, 0.25],
            InvalidValueError("Distribution", "a sum of 0.75", "a sum of 1, within 1e-6"),
        ),
        ([], InvalidShapeError("Distribution", "shape (0,)", "one row of at least one number")),
        (
            [[1.0]],
            InvalidShapeError("Distribution", "shape (1, 1)", "one row of at least one number"),
        ),
    ],
)
def test_a_bad_value_is_told_the_same_raised_and_returned(
    values: list[float], error: InvalidValueError
) -> None:
    with pytest.raises(type(error)) as caught:
        Distribution(values)
    assert caught.value.args == error.args
    result = Distribution.from_values(values)
    assert isinstance(result, Err)
    assert (type(result.error), result.error.args) == (type(error), error.args)


@pytest.mark.parametrize("stray", ["ab", [True], [None], [1 + 0j], [[0.5], [0.25, 0.25]], None])
def test_what_is_no_row_of_numbers_is_a_type_error_even_for_a_result(stray: list[float]) -> None:
    with pytest.raises(InvalidTypeError):
        Distribution.from_values(stray)


def test_its_probabilities_can_not_be_written_to() -> None:
    source = np.array([0.5, 0.5])
    distribution = Distribution(source)
    source[0] = 0.9
    assert distribution.values.tolist() == [0.5, 0.5]
    for again in (distribution, copy.deepcopy(distribution)):
        with pytest.raises(ValueError, match="read-only"):
            again.values[0] = 0.9


@given(st.floats(min_value=0, allow_infinity=False))
def test_a_loss_keeps_its_value(value: float) -> None:
    assert Loss(value).value == value
    assert type(Loss(3).value) is float
    assert Loss(3) == Loss(3.0)


@pytest.mark.parametrize("value", [-1.0, math.nan, math.inf, 10**400])
def test_a_loss_is_finite_and_not_negative(value: float) -> None:
    with pytest.raises(InvalidValueError, match="Loss refuses"):
        Loss(value)


@pytest.mark.parametrize("value", [True, "1", None])
def test_a_loss_is_a_number(value: float) -> None:
    with pytest.raises(InvalidTypeError, match="a finite number of 0 or more"):
        Loss(value)


def test_results_compare_by_value_and_keep_their_side() -> None:
    assert Ok(1) == Ok(1) != Ok(2)
    assert Err("no") == Err("no")
    assert len({Ok(1), Err(1)}) == 2
    assert (Ok[int](1), Err[str]("no")) == (Ok(1), Err("no"))
