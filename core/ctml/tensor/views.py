"""Views: the same numbers, arranged in another way; a slope is arranged back."""

import numpy as np

from ctml.errors import InvalidShapeError
from ctml.tensor.tensor import Edge, Tensor, computed


def reshaped(x: Tensor, *shape: int) -> Tensor:
    """Return the numbers in order in another shape; dx is dy in the shape of x.

    Args:
        x: any shape.
        shape: the new sides; one may be -1, for as many as are left.

    Raises:
        InvalidShapeError: the numbers don't fill that shape.
    """
    try:
        y = x.values.reshape(shape)
    except ValueError as error:
        given = f"the shape {shape} for {x.values.size} numbers of shape {x.shape}"
        raise InvalidShapeError("reshaped", given, "a shape for as many numbers") from error
    return computed(y, Edge(x, lambda dy: dy.reshape(x.shape)))


def permuted(x: Tensor, *order: int) -> Tensor:
    """Return the sides in another order; dx is dy with the sides put back.

    Args:
        x: any shape.
        order: which side of x comes first, second and so on, each from 0 and each once.

    Raises:
        InvalidShapeError: it is no order of the sides of x.
    """
    if sorted(order) != list(range(x.values.ndim)):
        given = f"the order {order} for the shape {x.shape}"
        raise InvalidShapeError("permuted", given, "each side once")
    put_back = tuple(np.argsort(order).tolist())
    return computed(np.transpose(x.values, order), Edge(x, lambda dy: np.transpose(dy, put_back)))


def transposed(x: Tensor) -> Tensor:
    """Return the tensor with its last two sides exchanged, [..., m, n] to [..., n, m].

    Args:
        x: two sides or more.

    Raises:
        InvalidShapeError: there are fewer.
    """
    sides = x.values.ndim
    if sides < 2:
        raise InvalidShapeError("transposed", f"the shape {x.shape}", "two sides or more")
    return permuted(x, *range(sides - 2), sides - 1, sides - 2)
