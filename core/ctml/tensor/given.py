"""Given numbers: what a tensor is made of, copied, checked, and in one precision."""

from typing import TypeAlias

import numpy as np

from ctml.domain.float_array import Numbers, finite_array
from ctml.errors import InvalidTypeError
from ctml.tensor.operation import require_finite
from ctml.tensor.precision import Array, Precision

Given: TypeAlias = Numbers | Array | float
"""What a tensor can be made of: a number, a row, a table, or an array of floats."""


def given_array(noun: str, values: Given, precision: Precision) -> Array:
    """Return the numbers as an array that nobody can write to; a single one has the shape ().

    Args:
        noun: who asks, for the error's text.
        values: numbers of any shape.
        precision: how many digits are kept.

    Raises:
        InvalidTypeError: they are no numbers, or the rows have different lengths.
        InvalidValueError: a number is NaN or infinite, or beyond every float of this precision.
    """
    with np.errstate(over="ignore"):  # what comes of it is refused by name
        array: Array = finite_array(noun, _plain(noun, values)).astype(precision.value)
    require_finite(noun, array)
    array.setflags(write=False)
    return array.reshape(()) if isinstance(values, (int, float)) else array


def _plain(noun: str, values: Given) -> Numbers:
    if isinstance(values, (int, float)):
        return [values]
    if isinstance(values, np.ndarray):
        if values.dtype.kind not in "iuf":
            raise InvalidTypeError(noun, f"an array of {values.dtype}", "numbers")
        return values.astype(np.float64)
    return values
