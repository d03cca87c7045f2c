"""NumericValue: what a matrix and a row have in common."""

from dataclasses import dataclass
from typing import Self

from ctml.domain.float_array import FloatArray, hash_numbers, same_numbers


@dataclass(frozen=True, init=False, eq=False, repr=False)
class NumericValue:
    """A value that is an array of finite float64 numbers and nothing else; made by its subclasses.

    Two are equal if they are of one class and hold the same numbers in the same arrangement.
    What the type parameters of a subclass say is known to the type checker alone.

    Attributes:
        values: the numbers, read-only.
    """

    values: FloatArray

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and same_numbers(self.values, other.values)

    def __hash__(self) -> int:
        return hash((type(self).__name__, hash_numbers(self.values)))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.values.tolist()})"

    def __reduce__(self) -> tuple[type[Self], tuple[FloatArray]]:
        """Copy and unpickle through the constructor, so that a copy is as valid and read-only."""
        return (type(self), (self.values,))
