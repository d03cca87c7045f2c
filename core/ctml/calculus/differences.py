"""Central differences: a slope, measured by going a little to both sides."""

from collections.abc import Callable

import numpy as np

from ctml.domain import FloatArray, NamedArrays
from ctml.domain.finite_number import positive_number

WIDTH = 1e-5
"""How far to go: the error of the method falls with its square, that of rounding rises."""


def central_differences(
    function: Callable[[NamedArrays], float], at: NamedArrays, width: float = WIDTH
) -> NamedArrays:
    """Return the gradient as it is measured: ∂f/∂x_i near (f(x + h·e_i) - f(x - h·e_i)) / 2h.

    It asks for two values per number, so it is slow, and it knows nothing of how a gradient is
    derived: that makes it the judge of every gradient by hand.

    Args:
        function: what is differentiated, f.
        at: where, x.
        width: h; the result is wrong by about h² and by about 1e-16/h.

    Raises:
        InvalidTypeError: the width is not a number.
        InvalidValueError: it is not above 0, or a slope is not finite.
    """
    h = positive_number("central_differences.width", width)
    return NamedArrays({name: _slopes(function, at, name, h) for name in at})


def _slopes(
    function: Callable[[NamedArrays], float], at: NamedArrays, name: str, h: float
) -> FloatArray:
    slopes = np.zeros(at[name].shape)
    for place in np.ndindex(at[name].shape):
        above, below = (function(_moved(at, name, place, step)) for step in (h, -h))
        slopes[place] = (above - below) / (2 * h)
    return slopes


def _moved(at: NamedArrays, name: str, place: tuple[int, ...], step: float) -> NamedArrays:
    moved = at[name].copy()
    moved[place] += step
    return NamedArrays({**at, name: moved})
