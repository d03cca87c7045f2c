"""Broadcasting: how a small array meets a large one, and what its slope is then."""

import numpy as np

from ctml.errors import InvalidShapeError
from ctml.tensor.precision import Array


def broadcast_shape(noun: str, left: tuple[int, ...], right: tuple[int, ...]) -> tuple[int, ...]:
    """Return the shape in which the two meet: from the right, sides are equal, or one of them is 1.

    Args:
        noun: who asks, for the error's text.
        left: one shape.
        right: the other one.

    Raises:
        InvalidShapeError: they don't meet.
    """
    try:
        return np.broadcast_shapes(left, right)
    except ValueError as error:
        needed = "sides that are equal from the right, or 1, or not there"
        raise InvalidShapeError(noun, f"shapes {left} and {right}", needed) from error


def summed_to(shape: tuple[int, ...], slope: Array) -> Array:
    """Return the slope of an array that was stretched: a gradient has its input's shape.

    A number that was used in many places gathers the slopes of all of them: sides that were put
    in front are summed away, and sides that were 1 are summed to 1.

    Args:
        shape: what the array had been before it was stretched.
        slope: the slope of the stretched one.
    """
    if slope.shape == shape:
        return slope
    in_front = slope.ndim - len(shape)
    if in_front:
        slope = slope.sum(axis=tuple(range(in_front)))
    ones = tuple(i for i, side in enumerate(shape) if side == 1 and slope.shape[i] != 1)
    return slope.sum(axis=ones, keepdims=True) if ones else slope
