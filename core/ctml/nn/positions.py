"""Positions: how a network that sees all places at once learns which is which."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from ctml.category import Morphism
from ctml.domain.whole_number import whole_number
from ctml.errors import InvalidShapeError, InvalidValueError
from ctml.nn.layer import PlainLayer
from ctml.tensor import Array, Edge, Tensor, computed, constant_like

Pairs: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.complexfloating]]
"""Pairs of floats, each taken for one complex number."""

LONGEST = 10_000.0
"""The longest wave is about 2π times as many positions long."""


def angles(start: int, length: int, width: int) -> Array:
    """Return p / 10000^(2i/D) for each position p and each pair of numbers i, [length, D/2].

    Args:
        start: the first position, 0 or more.
        length: how many positions.
        width: D, an even number.

    Raises:
        InvalidTypeError: the start is not an int.
        InvalidValueError: the start is negative, or D odd.
    """
    whole_number("positions.start", start, at_least=0)
    if width % 2:
        raise InvalidValueError("positions", f"a width of {width}", "an even one, for pairs")
    places = np.arange(start, start + length, dtype=np.float64)[:, np.newaxis]
    turned: Array = places / LONGEST ** (np.arange(0, width, 2) / width)
    return turned


def turns(length: int, width: int, kind: np.dtype[np.floating]) -> Pairs:
    """Return e^(ia) for the angle a of each position and pair: a turn is one product with it.

    Args:
        length: how many positions, from 0 on, T.
        width: D, an even number.
        kind: the precision of the numbers that will be turned.

    Returns:
        complex numbers of that precision, [T, D/2].

    Raises:
        InvalidValueError: D is odd.
    """
    turned: Pairs = np.exp(1j * angles(0, length, width))
    return turned.astype(np.result_type(kind, np.complex64))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SinusoidalPositions(PlainLayer):
    """y[p] = x[p] + PE[p], where each place has waves of its own (arXiv 1706.03762, section 3.5).

    PE[p, 2i] = sin(p / 10000^(2i/D)) and PE[p, 2i + 1] = cos(p / 10000^(2i/D)).

    Attributes:
        start: the position of the first row, 0 or more.
    """

    start: int = 0

    def __call__(self, x: Tensor, /) -> Tensor:
        """Return y, [..., T, D] to the same shape.

        Raises:
            InvalidShapeError: there are fewer than two sides.
            InvalidValueError: D is odd, or the start negative.
        """
        _require_rows("SinusoidalPositions", x)
        turned = angles(self.start, *x.shape[-2:])
        waves = np.stack([np.sin(turned), np.cos(turned)], axis=-1)
        return x + constant_like(x, waves.reshape(x.shape[-2:]))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RotaryPositions(Morphism[Tensor, Tensor]):
    """Turn each pair of numbers by its place (arXiv 2104.09864, equation 34).

    With the angle a = p / 10000^(2i/D) of the position p and the pair i:

        y[p, 2i]     = x[p, 2i] · cos a - x[p, 2i + 1] · sin a
        y[p, 2i + 1] = x[p, 2i] · sin a + x[p, 2i + 1] · cos a

    Queries and keys are turned, values are not: the score of two places then depends on how far
    they are apart, and on nothing else. A turn back is the way back: dx is dy, turned by -a.

    Attributes:
        start: the position of the first row, 0 or more.
    """

    start: int = 0

    def __call__(self, x: Tensor, /) -> Tensor:
        """Return y, [..., T, D] to the same shape.

        Raises:
            InvalidShapeError: there are fewer than two sides.
            InvalidValueError: D is odd, or the start negative.
        """
        _require_rows("RotaryPositions", x)
        turned = angles(self.start, *x.shape[-2:])
        sine, cosine = (wave.astype(x.values.dtype) for wave in (np.sin(turned), np.cos(turned)))
        y = _turned(x.values, sine, cosine)
        return computed(y, Edge(x, lambda dy: _turned(dy, -sine, cosine)))


def _turned(x: Array, sine: Array, cosine: Array) -> Array:
    even, odd = x[..., 0::2], x[..., 1::2]
    y = np.empty_like(x)
    y[..., 0::2] = even * cosine - odd * sine
    y[..., 1::2] = even * sine + odd * cosine
    return y


def _require_rows(noun: str, x: Tensor) -> None:
    if len(x.shape) < 2:
        raise InvalidShapeError(noun, f"the shape {x.shape}", "positions and numbers, [..., T, D]")
