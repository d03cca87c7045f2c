"""Tensor: an array of numbers that remembers how it was computed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from ctml.domain.wording import described
from ctml.errors import InvalidShapeError, InvalidTypeError
from ctml.tensor.broadcasting import broadcast_shape, summed_to
from ctml.tensor.given import Given, given_array
from ctml.tensor.operation import operation, require_finite
from ctml.tensor.precision import Array, Precision

Side: TypeAlias = int | slice
"""Which part of one side of an array is meant: one place, or a stretch of places."""


@dataclass(frozen=True, slots=True, eq=False)
class Edge:
    """One step of the way back: from the slope of a result to that of something it came from.

    Attributes:
        source: what the result was computed from.
        back: from ∂loss/∂result, in the result's shape, to ∂loss/∂source, in the source's shape.
    """

    source: "Tensor"
    back: Callable[[Array], Array]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Tensor:
    """Numbers in a graph of calculations; made by ``parameter``, ``constant`` and operations.

    Two are the same only if they are the same place in the graph, whatever their numbers: each
    has a slope of its own. Both sides of an operation have one precision; a plain number takes
    that of its partner.

    Attributes:
        values: the numbers, finite, of any shape; nobody writes to them.
        edges: the ways back to what it was computed from; none, if it was given.
        tracked: whether a slope leads here: it is a parameter or was computed from one.
    """

    values: Array
    edges: tuple[Edge, ...]
    tracked: bool

    @property
    def shape(self) -> tuple[int, ...]:
        """How many numbers there are along each side."""
        return self.values.shape

    @property
    def precision(self) -> Precision:
        """How many digits the numbers have."""
        return Precision(self.values.dtype.name)

    @operation
    def __add__(self, other: "Tensor | float") -> "Tensor":
        """Return z = x + y with dx = dz and dy = dz, each summed to its input's shape."""
        y = _partner("Tensor +", self, other)
        return computed(
            self.values + y.values,
            Edge(self, lambda dz: summed_to(self.shape, dz)),
            Edge(y, lambda dz: summed_to(y.shape, dz)),
        )

    @operation
    def __sub__(self, other: "Tensor | float") -> "Tensor":
        """Return z = x - y with dx = dz and dy = -dz."""
        y = _partner("Tensor -", self, other)
        return computed(
            self.values - y.values,
            Edge(self, lambda dz: summed_to(self.shape, dz)),
            Edge(y, lambda dz: summed_to(y.shape, -dz)),
        )

    @operation
    def __mul__(self, other: "Tensor | float") -> "Tensor":
        """Return z = x · y, number by number, with dx = dz · y and dy = dz · x."""
        y = _partner("Tensor *", self, other)
        return computed(
            self.values * y.values,
            Edge(self, lambda dz: summed_to(self.shape, dz * y.values)),
            Edge(y, lambda dz: summed_to(y.shape, dz * self.values)),
        )

    @operation
    def __truediv__(self, other: "Tensor | float") -> "Tensor":
        """Return z = x / y, number by number, with dx = dz / y and dy = -dz · z / y."""
        y = _partner("Tensor /", self, other)
        z = np.asarray(self.values / y.values)
        return computed(
            z,
            Edge(self, lambda dz: summed_to(self.shape, dz / y.values)),
            Edge(y, lambda dz: summed_to(y.shape, -dz * z / y.values)),
        )

    def __neg__(self) -> "Tensor":
        """Return y = -x with dx = -dy."""
        return computed(-self.values, Edge(self, lambda dy: -dy))

    def __radd__(self, other: float) -> "Tensor":
        return self + other

    def __rsub__(self, other: float) -> "Tensor":
        return -self + other

    def __rmul__(self, other: float) -> "Tensor":
        return self * other

    def __rtruediv__(self, other: float) -> "Tensor":
        return constant_like(self, other) / self

    def __matmul__(self, other: "Tensor") -> "Tensor":
        """Return Z = X · Y, shapes [..., m, k] @ [..., k, n] = [..., m, n], table by table.

            dX = dZ · Yᵀ        dY = Xᵀ · dZ

        Sides further left are as many tables; they broadcast.

        Raises:
            InvalidTypeError: the right one is no tensor, or of another precision.
            InvalidShapeError: one of them has fewer than two sides, or they don't fit.
            InvalidValueError: a sum is beyond every float.
        """
        _require_product(self, other)
        with np.errstate(all="ignore"):
            product = require_finite("Tensor @", self.values @ other.values)
        return computed(
            product,
            Edge(self, lambda dz: summed_to(self.shape, dz @ np.swapaxes(other.values, -1, -2))),
            Edge(other, lambda dz: _slope_of_right(self.values, dz, other.shape)),
        )

    def __getitem__(self, index: Side | tuple[Side, ...]) -> "Tensor":
        """Return a part; its slope is put back where it was taken from, 0 elsewhere.

        Raises:
            InvalidShapeError: there is no such place.
        """
        try:
            part = np.asarray(self.values[index])
        except IndexError as error:
            given = f"[{index}] for the shape {self.shape}"
            raise InvalidShapeError("Tensor", given, "places that are there") from error

        def back(slope: Array) -> Array:
            whole = np.zeros_like(self.values)
            whole[index] = slope
            return whole

        return computed(part, Edge(self, back))

    def __repr__(self) -> str:
        kind = "tracked" if self.tracked else "constant"
        return f"Tensor(shape {self.shape}, {self.precision}, {kind})"


def computed(values: Array, *edges: Edge) -> Tensor:
    """Return the result of an operation, which remembers those of its sources that are tracked.

    Args:
        values: the numbers, finite.
        edges: a way back to each source.
    """
    tracked = tuple(edge for edge in edges if edge.source.tracked)
    array = np.asarray(values)
    array.setflags(write=False)
    return Tensor(array, tracked, bool(tracked))


def parameter(values: Given, precision: Precision = Precision.DOUBLE) -> Tensor:
    """Return numbers that are learned: every slope ends at a parameter.

    Args:
        values: a number, a row, a table or an array; copied.
        precision: how many digits are kept.

    Raises:
        InvalidTypeError: they are no numbers, or the rows have different lengths.
        InvalidValueError: a number is NaN or infinite, or beyond every float of this precision.
    """
    return Tensor(given_array("parameter", values, precision), (), tracked=True)


def constant(values: Given, precision: Precision = Precision.DOUBLE) -> Tensor:
    """Return numbers that are not learned: what is computed from constants alone is forgotten.

    Args:
        values: a number, a row, a table or an array; copied.
        precision: how many digits are kept.

    Raises:
        InvalidTypeError: they are no numbers, or the rows have different lengths.
        InvalidValueError: a number is NaN or infinite, or beyond every float of this precision.
    """
    return Tensor(given_array("constant", values, precision), (), tracked=False)


def constant_like(tensor: Tensor, values: Given) -> Tensor:
    """Return constant numbers in the precision of the tensor that they are to meet.

    Args:
        tensor: the other one; its shape does not matter.
        values: a number, a row, a table or an array; copied.

    Raises:
        InvalidTypeError: they are no numbers, or the rows have different lengths.
        InvalidValueError: a number is NaN or infinite, or beyond every float of this precision.
    """
    return constant(values, tensor.precision)


def detached(tensor: Tensor) -> Tensor:
    """Return the same numbers as a constant: no slope goes past it, and no memory is kept.

    Args:
        tensor: where the way back shall end.
    """
    return Tensor(tensor.values, (), tracked=False)


def _partner(noun: str, x: Tensor, other: object) -> Tensor:
    if isinstance(other, Tensor):
        require_one_precision(noun, x, other)
        broadcast_shape(noun, x.shape, other.shape)
        return other
    if isinstance(other, bool) or not isinstance(other, (int, float)):
        raise InvalidTypeError(noun, described(other), "a Tensor or a number")
    return constant_like(x, other)


def require_one_precision(noun: str, x: Tensor, y: Tensor) -> None:
    """Do nothing, if the two have as many digits.

    Args:
        noun: who asks, for the error's text.
        x: one tensor.
        y: the other one.

    Raises:
        InvalidTypeError: they have not; numpy would quietly make the whole model float64.
    """
    if x.values.dtype != y.values.dtype:
        raise InvalidTypeError(noun, f"{x.precision} and {y.precision}", "one precision")


def _require_product(x: Tensor, y: object) -> None:
    if not isinstance(y, Tensor):
        raise InvalidTypeError("Tensor @", described(y), "a Tensor")
    require_one_precision("Tensor @", x, y)
    if x.values.ndim < 2 or y.values.ndim < 2 or x.shape[-1] != y.shape[-2]:
        needed = "tables, the left one with as many columns as the right one has rows"
        raise InvalidShapeError("Tensor @", f"{x.shape} @ {y.shape}", needed)
    broadcast_shape("Tensor @", x.shape[:-2], y.shape[:-2])


def _slope_of_right(x: Array, dz: Array, shape: tuple[int, ...]) -> Array:
    if len(shape) == 2:  # one table for all: a single product sums over them all, and is faster
        rows: Array = x.reshape(-1, x.shape[-1])
        return rows.T @ dz.reshape(-1, dz.shape[-1])
    return summed_to(shape, np.swapaxes(x, -1, -2) @ dz)
