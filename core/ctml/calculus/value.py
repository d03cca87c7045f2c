"""Value: a number that remembers how it was computed."""

from dataclasses import dataclass
from typing import TypeAlias

from ctml.calculus.operations import AddOp, BinaryOperation, MulOp, UnaryOperation
from ctml.domain import Product, Scalar


@dataclass(frozen=True, eq=False)
class Value:
    """A number in a graph of calculations.

    Two values are the same only if they are the same place in the graph, whatever their numbers:
    each has a slope of its own.

    Attributes:
        scalar: the number.
        origin: where it comes from.
    """

    scalar: Scalar
    origin: "Origin"

    def __add__(self, other: "Value") -> "Value":
        return of_two(AddOp(), self, other)

    def __mul__(self, other: "Value") -> "Value":
        return of_two(MulOp(), self, other)


@dataclass(frozen=True)
class Given:
    """It was not computed: an input, or a parameter."""


@dataclass(frozen=True)
class OfOne:
    """It was computed from one other value.

    Attributes:
        operation: how.
        x: from what.
    """

    operation: UnaryOperation
    x: Value


@dataclass(frozen=True)
class OfTwo:
    """It was computed from two other values, which may be one and the same.

    Attributes:
        operation: how.
        x: from what on the left.
        y: from what on the right.
    """

    operation: BinaryOperation
    x: Value
    y: Value


Origin: TypeAlias = Given | OfOne | OfTwo
"""The three ways in which a number can come to be; a fourth would be a type error in ``slopes``."""


def given(number: float) -> Value:
    """Return the number as the beginning of a graph.

    Args:
        number: any finite number.

    Raises:
        InvalidTypeError: it is not a number (a bool is refused too).
        InvalidValueError: it is NaN or infinite.
    """
    return Value(Scalar(number), Given())


def of_one(operation: UnaryOperation, x: Value) -> Value:
    """Return operation(x), which remembers both.

    Args:
        operation: how it is computed.
        x: from what.

    Raises:
        InvalidValueError: the operation has no result there, or one beyond every float.
    """
    return Value(operation.forward(x.scalar), OfOne(operation, x))


def of_two(operation: BinaryOperation, x: Value, y: Value) -> Value:
    """Return operation(x, y), which remembers all three.

    Args:
        operation: how it is computed.
        x: from what on the left.
        y: from what on the right.

    Raises:
        InvalidValueError: the operation has no result there, or one beyond every float.
    """
    return Value(operation.forward(Product(x.scalar, y.scalar)), OfTwo(operation, x, y))
