"""Encoding: from a value to its form, by exact type."""

import math
from collections.abc import Callable, Iterable

import numpy as np

from ctml_runner.wall.limits import BITS, DEPTH
from ctml_runner.wall.values.arrays import array_form, bytes_form, scalar_form
from ctml_runner.wall.values.form import Form, NotCrossed
from ctml_runner.wall.values.nouns import NAMES, NOUNS, arguments

_SMALLEST, _LARGEST = -(1 << 63), (1 << 64) - 1


class Encoder:
    """Takes values apart. A subclass of a type is not that type, and no data.

    Args:
        opaque: gives the form of what is no data.
    """

    def __init__(self, opaque: Callable[[object], Form]) -> None:
        self._opaque = opaque
        self._depth = 0
        self._closed = 0

    def encode(self, value: object) -> Form:
        """Return the form of a value.

        Raises:
            NotCrossed: it is nested too deep, a number in it is too large, something in it is
                neither data nor known to whoever encodes, or stands where only data may.
        """
        kind = type(value)
        if value is None or (isinstance(value, bool | str) and kind in {bool, str}):
            return value
        if isinstance(value, int) and kind is int:
            return _whole(value)
        if isinstance(value, float) and kind is float:
            return value if math.isfinite(value) else ["f", str(value)]
        if self._depth >= DEPTH:
            raise NotCrossed(f"a value that is nested more than {DEPTH} deep")
        self._depth += 1
        try:
            return self._compound(kind, value)
        finally:
            self._depth -= 1

    def _compound(self, kind: type, value: object) -> Form:
        if isinstance(value, tuple) and kind is tuple:
            return ["t", *self._all(value)]
        if isinstance(value, list) and kind is list:
            return ["l", *self._all(value)]
        if isinstance(value, dict) and kind is dict:
            pairs = ((self._only_data([key])[0], self.encode(one)) for key, one in value.items())
            return ["d", *(one for pair in pairs for one in pair)]
        if kind in NAMES:
            given, holds = arguments(value), NOUNS[NAMES[kind]].holds
            return ["o", NAMES[kind], *(self._all(given) if holds else self._only_data(given))]
        if isinstance(value, bytes) and kind is bytes:
            return bytes_form(value)
        if isinstance(value, np.ndarray) and kind is np.ndarray:
            return array_form(value)
        if isinstance(value, np.generic):
            return scalar_form(value)
        if self._closed:
            raise NotCrossed(f"a {kind.__name__} where only data may stand")
        return self._opaque(value)

    def _only_data(self, values: Iterable[object]) -> list[Form]:
        self._closed += 1
        try:
            return self._all(values)
        finally:
            self._closed -= 1

    def _all(self, values: Iterable[object]) -> list[Form]:
        return [self.encode(one) for one in values]


def _whole(number: int) -> Form:
    if _SMALLEST <= number <= _LARGEST:
        return number
    if number.bit_length() > BITS:
        raise NotCrossed(f"a whole number of more than {BITS} bits")
    return ["i", format(number, "x")]
