"""Precision: how many digits the numbers of a tensor have."""

from enum import StrEnum
from typing import TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.floating]]
"""A numpy array of floats; the type says nothing about their number or their digits."""


class Precision(StrEnum):
    """The two kinds of floats that a tensor can be made of."""

    DOUBLE = "float64"
    """16 digits: slopes can be measured to check them."""

    SINGLE = "float32"
    """7 digits, in half the memory and about half the time."""
