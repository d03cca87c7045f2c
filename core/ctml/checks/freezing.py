"""Freezing: an array that an answer can read and can't write to."""

from ctml.domain.float_array import FloatArray, Numbers, read_only


def frozen(values: Numbers) -> FloatArray:
    """Return a read-only float64 array with the same numbers and the same shape.

    Args:
        values: a row or a table of numbers, or an array of any shape; it is copied.

    Raises:
        ValueError: the rows have different lengths, or something in it is no real number.
    """
    return read_only(values)
