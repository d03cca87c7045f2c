"""Every operation's slope is the one that is measured, and the chain rule adds up."""

import numpy as np
import pytest
from tests.core.slopes import drawn
from tests.core.tensor_cases import CASES

from ctml.calculus import central_differences
from ctml.checks import Disagreement
from ctml.domain import NamedArrays
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError
from ctml.tensor import (
    Edge,
    Gradients,
    Precision,
    Tensor,
    check_gradients,
    computed,
    constant,
    detached,
    exp,
    gradients,
    in_order,
    mean,
    parameter,
    squared,
    tanh,
    total,
)


@pytest.mark.parametrize("name", CASES)
def test_a_slope_is_the_one_that_is_measured(name: str) -> None:
    check_gradients(CASES[name].loss, CASES[name].at)


@pytest.mark.parametrize("name", CASES)
def test_there_is_a_slope_to_measure(name: str) -> None:
    case = CASES[name]

    def value(at: NamedArrays) -> float:
        return float(case.loss({one: constant(array) for one, array in at.items()}).values)

    for slopes in central_differences(value, case.at).values():
        assert np.abs(slopes).max() > 1e-2


@pytest.mark.parametrize("name", CASES)
def test_a_gradient_has_the_shape_and_the_precision_of_its_input(name: str) -> None:
    case = CASES[name]
    given = {one: parameter(array) for one, array in case.at.items()}
    found = gradients(case.loss(given))
    for one in given.values():
        assert (found.of(one).shape, found.of(one).dtype) == (one.shape, one.values.dtype)


@pytest.mark.parametrize("name", CASES)
def test_single_precision_stays_single_and_near(name: str) -> None:
    case = CASES[name]
    doubles = {one: parameter(array) for one, array in case.at.items()}
    singles = {one: parameter(array, Precision.SINGLE) for one, array in case.at.items()}
    result = case.compute(*(singles[one] for one in sorted(singles)))
    assert result.precision is Precision.SINGLE
    found = gradients(total(squared(result)))
    wanted = gradients(total(squared(case.compute(*(doubles[one] for one in sorted(doubles))))))
    for one, single in singles.items():
        assert found.of(single).dtype == np.float32
        np.testing.assert_allclose(found.of(single), wanted.of(doubles[one]), 1e-3, 1e-3)


def test_a_tensor_used_twice_adds_up_both_slopes_before_it_hands_on_any() -> None:
    x = parameter(3.0)
    y = x * x
    z = y + y * y  # x² + x⁴: 2x + 4x³
    assert gradients(z).of(x) == 6 + 4 * 27


def test_a_graph_may_be_deeper_than_pythons_stack() -> None:
    x = parameter(1.0)
    y = x
    for _ in range(20_000):
        y = y + 1.0
    assert gradients(y).of(x) == 1.0
    assert len(in_order(y)) == 20_001


def test_many_paths_are_not_walked_one_by_one() -> None:
    x = parameter(1.0)
    y = x
    for _ in range(60):  # 2⁶⁰ paths
        y = (y + y) * 0.5
    assert gradients(y).of(x) == 1.0


def test_asking_twice_gives_the_same_slopes_and_plus_adds_them() -> None:
    x = parameter([1.0, 2.0])
    loss = total(squared(x))
    once, again = gradients(loss), gradients(loss)
    assert once.of(x).tolist() == again.of(x).tolist() == [2.0, 4.0]
    assert once.plus(again).of(x).tolist() == [4.0, 8.0]
    assert once.of(x).tolist() == [2.0, 4.0]


def test_nobody_writes_to_a_slope() -> None:
    x, number = parameter([1.0, 2.0]), parameter(3.0)
    found = gradients(total(x * number))
    for slope in (found.of(x), found.of(number), found.plus(found).of(x)):
        assert isinstance(slope, np.ndarray)
        with pytest.raises(ValueError, match="read-only"):
            slope[...] = 9.0


def test_gradients_are_a_monoid_so_that_parts_of_a_batch_add_up_to_the_whole() -> None:
    weight, rows = parameter(drawn(1, (4, 2))), constant(drawn(2, (6, 4)))
    losses = [total(squared(rows[2 * i : 2 * i + 2] @ weight)) for i in range(3)]
    parts = Gradients()
    for loss in losses:
        parts = parts.plus(gradients(loss))
    whole = gradients(total(squared(rows @ weight)))
    np.testing.assert_allclose(parts.of(weight), whole.of(weight), 1e-14)
    assert Gradients().plus(whole).of(weight).tolist() == whole.of(weight).tolist()
    assert whole.plus(Gradients()).of(weight).tolist() == whole.of(weight).tolist()


def test_a_parameter_that_took_no_part_has_slope_0_in_its_shape() -> None:
    x, y = parameter([1.0]), parameter([[1.0, 2.0]])
    assert gradients(total(x)).of(y).tolist() == [[0.0, 0.0]]


def test_what_is_computed_from_constants_alone_remembers_nothing() -> None:
    result = exp(constant([1.0])) * constant([2.0])
    assert (result.edges, result.tracked) == ((), False)


def test_no_slope_goes_past_what_is_detached() -> None:
    x = parameter(3.0)
    assert gradients(x * detached(x)).of(x) == 3.0
    with pytest.raises(InvalidValueError, match="a result of constants alone"):
        gradients(detached(x * x))


def test_only_a_single_number_has_gradients() -> None:
    with pytest.raises(InvalidShapeError) as caught:
        gradients(parameter([1.0, 2.0]) * 2)
    assert str(caught.value) == (
        "gradients refuses a result of shape (2,): "
        "it needs a single number; total(...) or mean(...) makes one"
    )


def test_no_slope_is_kept_for_a_constant_or_for_what_was_computed() -> None:
    x = parameter([1.0])
    middle = x * 2
    found = gradients(total(middle))
    for stranger in (middle, constant([1.0])):
        with pytest.raises(InvalidTypeError, match=r"Gradients\.of refuses Tensor\(shape \(1,\)"):
            found.of(stranger)


def test_a_slope_beyond_every_float_is_refused() -> None:
    x = parameter(1e-200)
    with pytest.raises(InvalidValueError, match="gradients refuses a number that is NaN or infin"):
        gradients(1.0 / x)


def test_the_gradient_check_says_which_slope_is_wrong() -> None:
    def forgetful(x: Tensor) -> Tensor:
        return computed(x.values**2, Edge(x, lambda dy: dy * x.values))

    with pytest.raises(Disagreement) as caught:
        check_gradients(lambda given: total(forgetful(given["x"])), NamedArrays({"x": [0.0, 3.0]}))
    assert str(caught.value).startswith("the slope at x[1] differs: expected 6.0")
    assert str(caught.value).endswith("got 3.0")


def test_the_gradient_check_says_which_slope_has_another_shape_than_its_input() -> None:
    def stretched(x: Tensor) -> Tensor:
        return computed(x.values + np.zeros((3, 1)), Edge(x, lambda dy: dy))

    with pytest.raises(Disagreement) as caught:
        check_gradients(lambda given: total(stretched(given["x"])), NamedArrays({"x": [0.0, 3.0]}))
    assert str(caught.value) == "the shape at x differs: expected (2,), got (3, 2)"


def test_a_small_network_learns_the_exclusive_or() -> None:
    inputs = constant([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    targets = constant([[0.0], [1.0], [1.0], [0.0]])
    inner, outer = parameter(drawn(1, (2, 8))), parameter(drawn(2, (8, 1)))
    shift = parameter(drawn(3, (8,)))
    for _ in range(500):
        loss = mean(squared(tanh(inputs @ inner + shift) @ outer - targets))
        found = gradients(loss)
        inner, outer, shift = (
            parameter(one.values - 0.1 * found.of(one)) for one in (inner, outer, shift)
        )
    assert float(loss.values) < 0.01
