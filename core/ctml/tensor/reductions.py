"""Many numbers made into one: sums, means and the largest."""

import math

import numpy as np

from ctml.errors import InvalidShapeError
from ctml.tensor.operation import operation
from ctml.tensor.precision import Array
from ctml.tensor.tensor import Edge, Tensor, computed


@operation
def total(x: Tensor, *axes: int) -> Tensor:
    """Return the sum; dx is dy, handed to each number that went into it.

    Args:
        x: any shape.
        axes: the sides to sum over; they stay as sides of 1, so that the result meets ``x`` again.
            Without any, all numbers become a single one of shape ().

    Raises:
        InvalidShapeError: there is no such side, or one is named twice.
        InvalidValueError: a sum is beyond every float.
    """
    over = _sides("total", x, axes)
    y: Array = np.asarray(x.values.sum(axis=over, keepdims=bool(axes)))
    return computed(y, Edge(x, lambda dy: np.broadcast_to(dy, x.shape)))


def mean(x: Tensor, *axes: int) -> Tensor:
    """Return the mean: the sum over n numbers, divided by n; dx is dy / n.

    Args:
        x: any shape.
        axes: the sides to average over; they stay as sides of 1. Without any, all of them, and the
            result has the shape ().

    Raises:
        InvalidShapeError: there is no such side, one is named twice, or there are no numbers.
        InvalidValueError: a sum is beyond every float.
    """
    count = math.prod(x.shape[axis] for axis in _sides("mean", x, axes))
    if not count:
        raise InvalidShapeError("mean", f"the shape {x.shape}", "at least one number")
    return total(x, *axes) * (1 / count)


def largest(x: Tensor, axis: int) -> Tensor:
    """Return the largest number along one side, which stays as a side of 1.

    The slope goes to the first of the largest alone: dx is dy there, and 0 elsewhere.

    Args:
        x: any shape with at least one number along that side.
        axis: the side.

    Raises:
        InvalidShapeError: there is no such side, or nothing along it.
    """
    (side,) = _sides("largest", x, (axis,))
    if not x.shape[side]:
        raise InvalidShapeError("largest", f"the shape {x.shape}", "at least one number")
    where = np.expand_dims(x.values.argmax(axis=side), side)

    def back(dy: Array) -> Array:
        whole = np.zeros_like(x.values)
        np.put_along_axis(whole, where, dy, axis=side)
        return whole

    return computed(np.take_along_axis(x.values, where, axis=side), Edge(x, back))


def _sides(noun: str, x: Tensor, axes: tuple[int, ...]) -> tuple[int, ...]:
    sides = x.values.ndim
    over = tuple(axis % sides if -sides <= axis < sides else sides for axis in axes)
    if sides in over or len(set(over)) != len(over):
        given = f"the sides {axes} of the shape {x.shape}"
        raise InvalidShapeError(noun, given, "different sides that are there")
    return over or tuple(range(sides))
