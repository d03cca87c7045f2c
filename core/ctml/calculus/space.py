"""Spaces: types whose values can be subtracted and stretched, as slopes must be."""

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import numpy as np

from ctml.domain import NamedArrays, Product, Scalar, Vector
from ctml.errors import InvalidShapeError

A = TypeVar("A")
B = TypeVar("B")


class Space(Protocol[A]):
    """One way in which values of type A can be moved by slopes, as a witness object."""

    def descend(self, start: A, rate: float, slope: A, /) -> A:
        """Return start - rate · slope.

        Args:
            start: where to begin.
            rate: how far to go for a slope of 1.
            slope: which way is up.

        Raises:
            InvalidShapeError: the two have different shapes.
            InvalidValueError: a number grows beyond every float.
        """
        ...


@dataclass(frozen=True, slots=True)
class Scalars:
    """Single numbers."""

    def descend(self, start: Scalar, rate: float, slope: Scalar, /) -> Scalar:
        """Return start - rate · slope."""
        return Scalar(start.value - rate * slope.value)


@dataclass(frozen=True, slots=True)
class Vectors:
    """Rows of numbers."""

    def descend(self, start: Vector, rate: float, slope: Vector, /) -> Vector:
        """Return start - rate · slope, number by number.

        Raises:
            InvalidShapeError: the two have different lengths.
            InvalidValueError: a number grows beyond every float.
        """
        if start.values.shape != slope.values.shape:
            given = f"a slope of {slope.values.size} numbers"
            raise InvalidShapeError("Vectors", given, f"{start.values.size} numbers")
        with np.errstate(over="ignore"):  # Vector says it better
            return Vector(start.values - rate * slope.values)


@dataclass(frozen=True, slots=True)
class ArraysByName:
    """Arrays by name."""

    def descend(self, start: NamedArrays, rate: float, slope: NamedArrays, /) -> NamedArrays:
        """Return start - rate · slope, number by number.

        Raises:
            InvalidShapeError: the two have different names or shapes.
        """
        return start.combined(lambda begin, up: begin - rate * up, slope)


@dataclass(frozen=True)
class Pairs(Generic[A, B]):
    """Products of two spaces; each half moves on its own.

    Attributes:
        first: the space of the first half.
        second: the space of the second half.
    """

    first: Space[A]
    second: Space[B]

    def descend(self, start: Product[A, B], rate: float, slope: Product[A, B], /) -> Product[A, B]:
        """Return start - rate · slope, half by half."""
        return Product(
            self.first.descend(start.first, rate, slope.first),
            self.second.descend(start.second, rate, slope.second),
        )
