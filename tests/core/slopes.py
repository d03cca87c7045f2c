"""Measured slopes: what every gradient written by hand is held against."""

from collections.abc import Callable, Mapping

import numpy as np

from ctml.attention import Hidden, Layer
from ctml.calculus import central_differences
from ctml.domain import FloatArray, NamedArrays
from ctml.tensor import Matrix

RTOL, ATOL = 1e-6, 1e-9
"""Central differences over 1e-5 are wrong by about 1e-10 here."""


def assert_slopes(
    claimed: Mapping[str, FloatArray],
    loss: Callable[[Mapping[str, FloatArray]], float],
    at: Mapping[str, FloatArray],
) -> None:
    """Hold every claimed gradient, by name, against what is measured; none may be missing."""
    assert sorted(claimed) == sorted(at)
    measured = central_differences(loss, NamedArrays(at))
    for name, slopes in measured.items():
        assert np.abs(slopes).max() > 1e-3, f"{name} has no slope to speak of: nothing is tested"
        np.testing.assert_allclose(claimed[name], slopes, RTOL, ATOL, err_msg=name)


def assert_layer_slopes(layer: Layer, hidden: Hidden) -> None:
    """Hold a layer's gradients, of its input and of all it learns, against what is measured."""
    weights = drawn(3, hidden.matrix.values.shape)

    def loss(values: Mapping[str, FloatArray]) -> float:
        inner = {name: array for name, array in values.items() if name != "input"}
        result = layer.with_arrays(NamedArrays(inner))(Hidden(Matrix(values["input"])))
        return float((result.matrix.values * weights).sum())

    gradient = layer.backward(hidden, Matrix(weights))
    claimed = {"input": gradient.of_input.values, **gradient.of_parameters}
    assert_slopes(claimed, loss, {"input": hidden.matrix.values, **layer.arrays})


def drawn(seed: int, shape: tuple[int, ...]) -> FloatArray:
    """Return normal random numbers, the same for the same seed."""
    return np.random.default_rng(seed).normal(size=shape)


def scattered(arrays: NamedArrays, seed: int) -> NamedArrays:
    """Return the arrays with noise added: a gain of exactly 1 would hide that it was forgotten."""
    draw = np.random.default_rng(seed)
    return arrays.mapped(lambda array: array + draw.normal(scale=0.5, size=array.shape))
