"""Standardised: numbers brought to mean 0 and variance 1, as the layers that normalise need it."""

import numpy as np

from ctml.domain.finite_number import positive_number
from ctml.errors import InvalidShapeError
from ctml.tensor.operation import operation
from ctml.tensor.precision import Array
from ctml.tensor.tensor import Edge, Tensor, computed

EPSILON = 1e-5
"""What is added to a variance, so that nothing is divided by 0."""


@operation
def standardised(x: Tensor, *axes: int, epsilon: float = EPSILON) -> Tensor:
    """Return y = (x - mean) / deviation, with deviation² the variance (over n) plus epsilon.

    Mean and deviation depend on x too, so two terms are taken away on the way back:

        dx = (dy - mean(dy) - y · mean(dy · y)) / deviation

    Args:
        x: any shape.
        axes: the sides that mean and variance are taken over.
        epsilon: added to the variance.

    Raises:
        InvalidShapeError: no side is named, there is no such side, or nothing along it.
        InvalidValueError: epsilon is not above 0, or a number is beyond every float.
    """
    positive_number("standardised.epsilon", epsilon)
    _require_sides(x, axes)
    centred: Array = x.values - _mean(x.values, axes)
    deviation: Array = np.sqrt(_mean(centred * centred, axes) + epsilon)
    y: Array = centred / deviation

    def back(dy: Array) -> Array:
        towards_mean = _mean(dy, axes)
        towards_spread = _mean(dy * y, axes)
        slope: Array = (dy - towards_mean - y * towards_spread) / deviation
        return slope

    return computed(y, Edge(x, back))


def _mean(values: Array, axes: tuple[int, ...]) -> Array:
    average: Array = values.mean(axis=axes, keepdims=True)
    return average


def _require_sides(x: Tensor, axes: tuple[int, ...]) -> None:
    sides = x.values.ndim
    there = all(-sides <= axis < sides and x.shape[axis] for axis in axes)
    if not axes or not there or len({axis % sides for axis in axes}) != len(axes):
        given = f"the sides {axes} of the shape {x.shape}"
        raise InvalidShapeError("standardised", given, "different sides with numbers along them")
