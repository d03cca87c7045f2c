"""Figures: numbers as short text, as many decimals as they need and a few at most."""

import math
from collections.abc import Sequence

from ctml.demo import Cell

FEW = 4
"""Decimals of a number among others; one that stands alone may have two more."""

_MOST = 8
_LARGE = 1e6
_EXACT = 1e-10  # what rounding in the last bits leaves is no decimal


def figures(cells: Sequence[Cell], few: int = FEW) -> list[str]:
    """Return cells that are read together as text, their numbers with the same decimals.

    Whole numbers have none. Small ones get more, so that digits are seen. What would still be
    written as 0 and is not, or is huge, is written as 2.1e-5; only what rounding leaves, below
    1e-10, is 0.

    Args:
        cells: the numbers of one column, or of one array.
        few: how many decimals numbers of usual size have at most.
    """
    places = _places([cell for cell in cells if isinstance(cell, float)], few)
    return [_figure(cell, places) for cell in cells]


def _places(numbers: Sequence[float], few: int) -> int:
    usual = [abs(number) for number in numbers if 0 < abs(number) < _LARGE]
    if not usual:
        return 0
    zeros = max(0, -1 - math.floor(math.log10(max(usual))))  # 0.0026 begins with two
    most = min(few + zeros, _MOST)
    for places in range(most):
        if all(abs(number - round(number, places)) < _EXACT for number in usual):
            return places
    return most


def _figure(cell: Cell, places: int) -> str:
    if not isinstance(cell, float):
        return str(cell)
    size = abs(cell)
    if size >= _LARGE or _EXACT < size < 0.5 * 10**-places:
        digits, _, exponent = f"{cell:.1e}".partition("e")
        return f"{digits.removesuffix('.0')}e{int(exponent)}"
    return f"{round(cell, places) + 0.0:.{places}f}"  # + 0.0, so that no 0 has a sign
