"""Arrays of numbers, and single numbers of numpy's, as bytes."""

import base64
import binascii
import math
from typing import TypeAlias

import numpy as np

from ctml_runner.wall.limits import DIMENSIONS
from ctml_runner.wall.values.form import DTYPES, Form, Malformed, NotCrossed

Array: TypeAlias = "np.ndarray[tuple[int, ...], np.dtype[np.generic]]"

_LONGEST_SIDE = 1 << 31


def array_form(array: Array) -> Form:
    """Return an array as data.

    Raises:
        NotCrossed: it is no array of plain numbers.
    """
    if array.dtype.str not in DTYPES or array.ndim > DIMENSIONS:
        raise NotCrossed(f"an array of {array.dtype} with {array.ndim} sides")
    return ["a", array.dtype.str, list(array.shape), _text(array.tobytes()), array.flags.writeable]


def scalar_form(number: np.generic) -> Form:
    """Return a number of numpy's as data.

    Raises:
        NotCrossed: it is no plain number.
    """
    if number.dtype.str not in DTYPES:
        raise NotCrossed(f"a numpy {number.dtype}")
    return ["n", number.dtype.str, _text(number.tobytes())]


def array_of(rest: list[object]) -> Array:
    """Return the array of a form.

    Raises:
        Malformed: the dtype is unknown, the shape no shape, or the bytes don't fit it.
    """
    match rest:
        case [str() as dtype, list() as sides, str() as text, bool() as writable]:
            shape = tuple(_side(side) for side in sides)
        case _:
            raise Malformed("an array")
    if len(shape) > DIMENSIONS:
        raise Malformed("the sides of an array")
    data = _numbers(dtype, text, math.prod(shape))
    try:
        array = np.ndarray(shape, dtype, data)
    except ValueError as error:  # no bytes, but sides whose product numpy can't count
        raise Malformed("the shape of an array") from error
    return array.copy() if writable else array


def scalar_of(rest: list[object]) -> np.generic:
    """Return the number of a form.

    Raises:
        Malformed: the dtype is unknown, or the bytes are not one number.
    """
    match rest:
        case [str() as dtype, str() as text]:
            found: np.generic = np.ndarray((1,), dtype, _numbers(dtype, text, 1))[0]
            return found
        case _:
            raise Malformed("a number of numpy's")


def bytes_of(text: object) -> bytes:
    """Return the bytes that base64 text stands for.

    Raises:
        Malformed: it is no such text.
    """
    if not isinstance(text, str):
        raise Malformed("bytes")
    try:
        return base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise Malformed("bytes") from error


def bytes_form(data: bytes) -> Form:
    """Return bytes as data."""
    return ["b", _text(data)]


def _numbers(dtype: str, text: str, count: int) -> bytes:
    if dtype not in DTYPES:
        raise Malformed("a dtype")
    data = bytes_of(text)
    if len(data) != count * np.dtype(dtype).itemsize:
        raise Malformed("the bytes of an array")
    if dtype == "|b1" and data.strip(b"\x00\x01"):  # a bool of 2 equals neither True nor False
        raise Malformed("the bools of an array")
    return data


def _side(side: object) -> int:
    if type(side) is not int or not 0 <= side < _LONGEST_SIDE:
        raise Malformed("the shape of an array")
    return side


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
