"""What a tensor can't hold or compute it refuses by name: shapes, precision, overflow, places."""

from collections.abc import Callable

import numpy as np
import pytest

from ctml.errors import DomainError, InvalidShapeError, InvalidTypeError, InvalidValueError
from ctml.tensor import (
    Precision,
    Tensor,
    constant,
    exp,
    joined,
    largest,
    log,
    log_softmax,
    masked_softmax,
    mean,
    one_of_each_row,
    parameter,
    permuted,
    reshaped,
    rows_at,
    softmax,
    sqrt,
    squared,
    stacked,
    standardised,
    total,
    transposed,
)

ROW, TABLE = constant([1.0, 2.0, 3.0]), constant([[1.0, 2.0], [3.0, 4.0]])
SINGLE = constant([[1.0, 2.0], [3.0, 4.0]], Precision.SINGLE)
NUMBER = constant(2.0)
EMPTY = constant(np.zeros((2, 0)))
Computing = Callable[[], Tensor]

SHAPES: dict[str, Computing] = {
    "Tensor +": lambda: TABLE + ROW,
    "Tensor *": lambda: ROW * TABLE,
    "Tensor @": lambda: TABLE @ constant([[1.0, 2.0]]),
    "Tensor @ refuses (3,) @ (3,)": lambda: ROW @ ROW,
    "Tensor refuses [7]": lambda: ROW[7],
    "Tensor refuses [(0, 0)]": lambda: ROW[0, 0],
    "total": lambda: total(ROW, 1),
    "total refuses the sides (0, -2)": lambda: total(TABLE, 0, -2),
    "mean": lambda: mean(EMPTY, 1),
    "largest": lambda: largest(EMPTY, 1),
    "reshaped": lambda: reshaped(ROW, 2, -1),
    "permuted": lambda: permuted(TABLE, 0, 0),
    "transposed": lambda: transposed(ROW),
    "rows_at": lambda: rows_at(NUMBER, np.array([0])),
    "one_of_each_row": lambda: one_of_each_row(TABLE, np.array([0])),
    "joined": lambda: joined([TABLE, ROW], 0),
    "joined refuses the shapes [(2, 2)] along the side 2": lambda: joined([TABLE], 2),
    "stacked": lambda: stacked([TABLE, ROW]),
    "softmax": lambda: softmax(EMPTY),
    "log_softmax": lambda: log_softmax(NUMBER),
    "masked_softmax": lambda: masked_softmax(ROW, np.ones((2, 3), dtype=np.bool)),
    "standardised": lambda: standardised(TABLE),
    "standardised refuses the sides (2,)": lambda: standardised(TABLE, 2),
}
TYPES: dict[str, Computing] = {
    "Tensor +": lambda: TABLE + SINGLE,
    "Tensor @": lambda: SINGLE @ TABLE,
    "Tensor -": lambda: TABLE - True,
    "Tensor * refuses '2' (str)": lambda: TABLE * "2",  # type: ignore[operator]
    "Tensor @ refuses 2.0 (float)": lambda: TABLE @ 2.0,  # type: ignore[operator]
    "joined": lambda: joined([TABLE, SINGLE], 0),
    "rows_at": lambda: rows_at(TABLE, np.array([0.0])),
    "masked_softmax": lambda: masked_softmax(ROW, np.array([0, 1, 1])),
    "parameter": lambda: parameter([True]),
    "constant": lambda: constant([[1.0], [1.0, 2.0]]),
}
VALUES: dict[str, Computing] = {
    "parameter": lambda: parameter([np.nan]),
    "parameter refuses a number": lambda: parameter(1e300, Precision.SINGLE),
    "constant": lambda: constant(np.inf),
    "exp": lambda: exp(ROW * 1000),
    "log": lambda: log(ROW - 1),
    "sqrt": lambda: sqrt(-ROW),
    "squared": lambda: squared(ROW * 1e200),
    "total": lambda: total(constant([1e308, 1e308])),
    "Tensor.__truediv__": lambda: ROW / 0.0,
    "Tensor.__mul__": lambda: (ROW * 1e200) * 1e200,
    "Tensor @": lambda: (TABLE * 1e200) @ (TABLE * 1e200),
    "rows_at refuses indices from -1 to 0": lambda: rows_at(TABLE, np.array([0, -1])),
    "rows_at refuses indices from 2 to 2": lambda: rows_at(TABLE, np.array([2])),
    "joined": lambda: joined([], 0),
    "masked_softmax": lambda: masked_softmax(TABLE, np.array([[True, True], [False, False]])),
    "log_softmax": lambda: log_softmax(constant([-1.7e308, 1.7e308])),
    "standardised": lambda: standardised(ROW, 0, epsilon=0.0),
}


def refusal(kind: type[DomainError], compute: Computing) -> str:
    with pytest.raises(kind) as caught:
        compute()
    assert type(caught.value) is kind
    return str(caught.value)


@pytest.mark.parametrize("start", SHAPES)
def test_shapes_that_do_not_fit(start: str) -> None:
    assert refusal(InvalidShapeError, SHAPES[start]).startswith(start)


@pytest.mark.parametrize("start", TYPES)
def test_what_is_of_another_kind_or_precision(start: str) -> None:
    assert refusal(InvalidTypeError, TYPES[start]).startswith(start)


@pytest.mark.parametrize("start", VALUES)
def test_what_is_no_finite_number_or_outside(start: str) -> None:
    assert refusal(InvalidValueError, VALUES[start]).startswith(start)


def test_a_refusal_names_both_shapes_and_what_is_needed() -> None:
    assert refusal(InvalidShapeError, SHAPES["Tensor +"]) == (
        "Tensor + refuses shapes (2, 2) and (3,): "
        "it needs sides that are equal from the right, or 1, or not there"
    )
    assert refusal(InvalidTypeError, TYPES["Tensor +"]) == (
        "Tensor + refuses float64 and float32: it needs one precision"
    )


def test_nobody_writes_to_what_a_tensor_holds() -> None:
    given = np.array([1.0, 2.0])
    for tensor in (parameter(given), constant(given) * 2, -parameter(given), parameter(given)[:1]):
        with pytest.raises(ValueError, match="read-only"):
            tensor.values[0] = 9.0
    given[0] = 9.0
    assert parameter([1.0]).values.tolist() == [1.0]


def test_large_scores_do_not_overflow_on_the_way_to_shares() -> None:
    scores = constant([1e4, 0.0, -1e308])
    assert softmax(scores).values.tolist() == [1.0, 0.0, 0.0]
    assert log_softmax(scores).values.tolist() == [0.0, -1e4, -1e308]
    hidden = masked_softmax(scores, np.array([False, True, True]))
    assert hidden.values.tolist() == [0.0, 1.0, 0.0]


def test_shares_are_those_of_the_closed_form() -> None:
    np.testing.assert_allclose(
        softmax(constant([2.0, 1.0, 0.0])).values, [0.665241, 0.244728, 0.090031], atol=5e-7
    )


def test_a_tensor_shows_its_shape_and_not_its_numbers() -> None:
    assert repr(parameter(np.zeros((2, 3)))) == "Tensor(shape (2, 3), float64, tracked)"
    assert repr(SINGLE) == "Tensor(shape (2, 2), float32, constant)"
