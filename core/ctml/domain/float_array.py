"""FloatArray: the float64 numbers inside the nouns, which nobody can write to."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from ctml.domain.wording import shown
from ctml.errors import InvalidTypeError, InvalidValueError

FloatArray: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
"""A numpy array of 64-bit floats; the type says nothing about how many dimensions it has."""

Numbers: TypeAlias = Sequence[float] | Sequence[Sequence[float]] | FloatArray
"""What an array can be made of: a row of numbers, a table of numbers, or an array."""

_INTS_AND_FLOATS = "iuf"


def read_only(values: Numbers) -> FloatArray:
    """Return the same numbers as a float64 array that can't be written to.

    The array stands on immutable bytes, so that not even ``setflags`` makes it writable again.
    It never shares memory with ``values``.

    Args:
        values: numbers of any shape.

    Raises:
        ValueError: the rows have different lengths, or something in it is no real number.
    """
    plain = np.asarray(values)
    if plain.dtype.kind not in _INTS_AND_FLOATS:
        raise ValueError(f"real numbers are needed, not an array of {plain.dtype}")
    with np.errstate(over="ignore"):  # a wider float may become infinite; the nouns refuse that
        floats = plain.astype(np.float64, order="C")
    return np.ndarray(shape=floats.shape, dtype=np.float64, buffer=floats.tobytes())


def finite_array(noun: str, values: Numbers) -> FloatArray:
    """Return ``values`` read-only, if every number in it is finite.

    Args:
        noun: the type that asks, for the error's text.
        values: numbers of any shape.

    Raises:
        InvalidTypeError: they are no numbers, or the rows have different lengths.
        InvalidValueError: one of them is NaN or infinite.
    """
    try:
        array = read_only(values)
    except (TypeError, ValueError) as error:
        raise InvalidTypeError(noun, shown(values), "numbers, in rows of one length") from error
    bad = array[~np.isfinite(array)]
    if bad.size:
        raise InvalidValueError(noun, f"{float(bad.flat[0])}", "finite numbers")
    return array


def same_numbers(left: FloatArray, right: FloatArray) -> bool:
    """Return whether shape and every number are equal."""
    return np.array_equal(left, right)


def hash_numbers(array: FloatArray) -> int:
    """Return a hash that agrees with ``same_numbers``; adding 0.0 makes -0.0 and 0.0 alike."""
    return hash((array.shape, (array + 0.0).tobytes()))
