"""Functions of every number for itself, each with its slope."""

import math

import numpy as np

from ctml.tensor.operation import operation
from ctml.tensor.precision import Array
from ctml.tensor.tensor import Edge, Tensor, computed

_PER_ROOT_PI = 2 / math.sqrt(math.pi)


@operation
def exp(x: Tensor) -> Tensor:
    """Return y = e^x with dx = dy · y.

    Args:
        x: any shape.

    Raises:
        InvalidValueError: a result is beyond every float.
    """
    y = np.exp(x.values)
    return computed(y, Edge(x, lambda dy: dy * y))


@operation
def log(x: Tensor) -> Tensor:
    """Return y = ln x with dx = dy / x.

    Args:
        x: any shape, above 0.

    Raises:
        InvalidValueError: a number is 0 or below.
    """
    return computed(np.log(x.values), Edge(x, lambda dy: dy / x.values))


@operation
def sqrt(x: Tensor) -> Tensor:
    """Return y = √x with dx = dy / 2y.

    Args:
        x: any shape, 0 or more; at 0 there is no slope.

    Raises:
        InvalidValueError: a number is below 0.
    """
    y = np.sqrt(x.values)
    return computed(y, Edge(x, lambda dy: dy / (2 * y)))


@operation
def squared(x: Tensor) -> Tensor:
    """Return y = x · x with dx = 2 · dy · x. A product is far faster than a power.

    Args:
        x: any shape.

    Raises:
        InvalidValueError: a result is beyond every float.
    """
    return computed(x.values * x.values, Edge(x, lambda dy: 2 * dy * x.values))


@operation
def cubed(x: Tensor) -> Tensor:
    """Return y = x · x · x with dx = 3 · dy · x². A product is far faster than a power.

    Args:
        x: any shape.

    Raises:
        InvalidValueError: a result is beyond every float.
    """
    square = x.values * x.values
    return computed(square * x.values, Edge(x, lambda dy: 3 * dy * square))


def tanh(x: Tensor) -> Tensor:
    """Return y = tanh x with dx = dy · (1 - y²).

    Args:
        x: any shape.
    """
    y = np.tanh(x.values)
    return computed(y, Edge(x, lambda dy: dy * (1 - y * y)))


def sigmoid(x: Tensor) -> Tensor:
    """Return y = 1 / (1 + e^-x) with dx = dy · y · (1 - y).

    It is computed as (1 + tanh(x/2)) / 2, which is the same and overflows nowhere.

    Args:
        x: any shape.
    """
    y = 0.5 * (1 + np.tanh(0.5 * x.values))
    return computed(y, Edge(x, lambda dy: dy * y * (1 - y)))


def relu(x: Tensor) -> Tensor:
    """Return y = max(x, 0) with dx = dy where x > 0, else 0; at 0 itself the slope is taken as 0.

    Args:
        x: any shape.
    """
    return computed(np.maximum(x.values, 0), Edge(x, lambda dy: dy * (x.values > 0)))


def erf(x: Tensor) -> Tensor:
    """Return y = erf x = 2/√π · ∫₀ˣ e^(-t²) dt with dx = dy · 2/√π · e^(-x²).

    numpy has no such function, so each number goes through Python's: right, and slow.

    Args:
        x: any shape.
    """

    def back(dy: Array) -> Array:
        with np.errstate(over="ignore", under="ignore"):  # e^-∞ is 0, as it should be
            slope: Array = dy * _PER_ROOT_PI * np.exp(-x.values * x.values)
        return slope

    one_by_one = map(math.erf, x.values.ravel().tolist())
    y = np.fromiter(one_by_one, x.values.dtype, x.values.size)
    return computed(y.reshape(x.shape), Edge(x, back))
