"""Laws for every shape: the way back of a linear operation is its transpose.

For a linear A, and any x and y:  ⟨A x, y⟩ = ⟨x, Aᵀ y⟩. It is checked in whole numbers, exactly.
"""

from collections.abc import Callable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import BroadcastableShapes, array_shapes, mutually_broadcastable_shapes

from ctml.domain import FloatArray
from ctml.nn import padded, patches
from ctml.tensor import (
    Tensor,
    constant,
    gradients,
    joined,
    parameter,
    permuted,
    rows_at,
    total,
    transposed,
)

SEEDS = st.integers(0, 1000)


def whole(seed: int, shape: tuple[int, ...]) -> FloatArray:
    return np.random.default_rng(seed).integers(-9, 10, shape).astype(np.float64)


def assert_transpose(linear: Callable[[Tensor], Tensor], shape: tuple[int, ...], seed: int) -> None:
    x = parameter(whole(seed, shape))
    result = linear(x)
    y = whole(seed + 1, result.shape)
    slope = gradients(total(result * constant(y))).of(x)
    assert slope.shape == shape
    assert (result.values * y).sum() == (x.values * slope).sum()


@given(mutually_broadcastable_shapes(num_shapes=2, max_dims=4, max_side=3), SEEDS)
def test_whatever_is_stretched_gets_a_slope_of_its_own_shape(
    shapes: BroadcastableShapes, seed: int
) -> None:
    left, right = shapes.input_shapes
    other = constant(whole(seed + 2, right))
    assert_transpose(lambda x: (x + other) - other, left, seed)
    assert_transpose(lambda x: x * other, left, seed)
    assert_transpose(lambda x: other * x, left, seed)


@given(st.data(), array_shapes(min_dims=1, max_dims=4, max_side=4), SEEDS)
def test_sums_and_orders_of_any_sides(
    data: st.DataObject, shape: tuple[int, ...], seed: int
) -> None:
    sides = list(range(len(shape)))
    order = data.draw(st.permutations(sides))
    over = data.draw(st.lists(st.sampled_from(sides), unique=True))
    assert_transpose(lambda x: permuted(x, *order), shape, seed)
    assert_transpose(lambda x: total(x, *over), shape, seed)


@given(st.lists(st.integers(0, 3), max_size=9), SEEDS)
def test_rows_looked_up_any_number_of_times(indices: list[int], seed: int) -> None:
    assert_transpose(lambda x: rows_at(x, np.array(indices, dtype=np.int64)), (4, 2), seed)


@given(st.slices(5), st.slices(4), SEEDS)
def test_any_stretch_of_places(first: slice, second: slice, seed: int) -> None:
    assert_transpose(lambda x: x[first, second], (5, 4), seed)


@given(array_shapes(min_dims=2, max_dims=4, max_side=3), SEEDS, st.integers(0, 3))
def test_products_of_tables_and_what_is_joined(
    shape: tuple[int, ...], seed: int, columns: int
) -> None:
    right = constant(whole(seed + 2, (shape[-1], columns)))
    left = constant(whole(seed + 3, (2, shape[-2])))
    assert_transpose(lambda x: x @ right, shape, seed)
    assert_transpose(lambda x: left @ x, shape, seed)
    assert_transpose(lambda x: joined([x, x * 2, x], 1), shape, seed)
    assert_transpose(transposed, shape, seed)


@given(st.integers(1, 3), st.integers(1, 3), st.integers(1, 4), st.integers(0, 2), SEEDS)
def test_windows_of_any_size_and_distance(
    height: int, width: int, stride: int, frame: int, seed: int
) -> None:
    def windows(x: Tensor) -> Tensor:
        return patches(padded(x, frame), height, width, stride)

    assert_transpose(windows, (2, 2, 5, 4), seed)
