"""IntArray: the whole numbers inside the nouns, which nobody can write to."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from ctml.domain.wording import shown
from ctml.errors import InvalidTypeError

IntArray: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
"""A numpy array of 64-bit ints; the type says nothing about how many dimensions it has."""

WholeNumbers: TypeAlias = (
    Sequence[int] | Sequence[Sequence[int]] | np.ndarray[tuple[int, ...], np.dtype[np.integer]]
)
"""What such an array can be made of: a row of ints, a table of ints, or an array of any ints."""

_INTS = "iu"


def whole_array(noun: str, values: WholeNumbers) -> IntArray:
    """Return the same numbers as an int64 array that can't be written to.

    The array stands on immutable bytes and never shares memory with ``values``.

    Args:
        noun: the type that asks, for the error's text.
        values: whole numbers of any shape; there may be none.

    Raises:
        InvalidTypeError: they are no ints, one is beyond 64 bits, or the rows have different
            lengths.
    """
    try:
        plain = np.asarray(values)
    except (TypeError, ValueError, OverflowError) as error:
        raise InvalidTypeError(
            noun, shown(values), "whole numbers, in rows of one length"
        ) from error
    if plain.size == 0:
        plain = plain.astype(np.int64)  # numpy takes an empty list for floats
    if plain.dtype.kind not in _INTS or not np.can_cast(plain.dtype, np.int64):
        raise InvalidTypeError(noun, shown(values), "whole numbers of at most 64 bits")
    ints = plain.astype(np.int64, order="C")
    return np.ndarray(shape=ints.shape, dtype=np.int64, buffer=ints.tobytes())


def same_ints(left: IntArray, right: IntArray) -> bool:
    """Return whether shape and every number are equal."""
    return np.array_equal(left, right)


def hash_ints(array: IntArray) -> int:
    """Return a hash that agrees with ``same_ints``."""
    return hash((array.shape, array.tobytes()))
