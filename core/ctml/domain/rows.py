"""Vector and Logits: two rows of numbers that mean different things."""

from dataclasses import dataclass
from typing import Self

from ctml.domain.float_array import (
    FloatArray,
    Numbers,
    finite_array,
    hash_numbers,
    same_numbers,
)
from ctml.errors import InvalidShapeError


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class Vector:
    """What the model knows about one token: D numbers that only have meaning together.

    Attributes:
        values: the numbers, shape [D], read-only, finite.

    Raises:
        InvalidTypeError: the values are not numbers.
        InvalidShapeError: they are not one row of at least one number.
        InvalidValueError: one is NaN or infinite.
    """

    values: FloatArray

    def __init__(self, values: Numbers) -> None:
        object.__setattr__(self, "values", finite_row("Vector", values))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Vector) and same_numbers(self.values, other.values)

    def __hash__(self) -> int:
        return hash_numbers(self.values)

    def __repr__(self) -> str:
        return f"Vector({self.values.tolist()})"

    def __reduce__(self) -> tuple[type[Self], tuple[FloatArray]]:
        """Copy and unpickle through the constructor, so that a copy is as valid and read-only."""
        return (type(self), (self.values,))


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class Logits:
    """A score for each token: any real number, larger is likelier. They are no probabilities yet.

    Attributes:
        values: the scores, shape [V], read-only, finite.

    Raises:
        InvalidTypeError: the values are not numbers.
        InvalidShapeError: they are not one row of at least one number.
        InvalidValueError: one is NaN or infinite.
    """

    values: FloatArray

    def __init__(self, values: Numbers) -> None:
        object.__setattr__(self, "values", finite_row("Logits", values))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Logits) and same_numbers(self.values, other.values)

    def __hash__(self) -> int:
        return hash_numbers(self.values)

    def __repr__(self) -> str:
        return f"Logits({self.values.tolist()})"

    def __reduce__(self) -> tuple[type[Self], tuple[FloatArray]]:
        """Copy and unpickle through the constructor, so that a copy is as valid and read-only."""
        return (type(self), (self.values,))


def finite_row(noun: str, values: Numbers) -> FloatArray:
    """Return ``values`` as one read-only row [N] of finite numbers, N >= 1.

    Args:
        noun: the type that asks, for the error's text.
        values: the numbers.

    Raises:
        InvalidTypeError: they are no numbers.
        InvalidShapeError: they are no row, or an empty one.
        InvalidValueError: one of them is NaN or infinite.
    """
    array = finite_array(noun, values)
    if array.ndim != 1 or array.size == 0:
        needed = "one row of at least one number"
        raise InvalidShapeError(noun, f"shape {array.shape}", needed)
    return array
