"""Distribution: how likely each token is."""

from dataclasses import dataclass

import numpy as np

from ctml.domain.float_array import FloatArray, Numbers, hash_numbers, same_numbers
from ctml.domain.result import Err, Ok, Result
from ctml.domain.rows import finite_row
from ctml.errors import InvalidValueError

TOLERANCE = 1e-6
"""How far from 1 the sum may lie: rounding is forgiven, a missing token is not."""


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class Distribution:
    """Probabilities over the vocabulary: p_i >= 0 and Σ_i p_i = 1, within 1e-6.

    Attributes:
        values: the probabilities, shape [V], read-only.

    Raises:
        InvalidTypeError: the values are not numbers.
        InvalidShapeError: they are not one row of at least one number.
        InvalidValueError: one is negative, NaN or infinite, or the sum is not 1.
    """

    values: FloatArray

    def __init__(self, values: Numbers) -> None:
        object.__setattr__(self, "values", _probabilities(values))

    @classmethod
    def from_values(cls, values: Numbers) -> "Result[Distribution, InvalidValueError]":
        """Return ``Ok`` with the distribution, or ``Err`` with what is wrong with the values.

        Args:
            values: the probabilities, shape [V].

        Raises:
            InvalidTypeError: the values are not numbers; that is a mistake in the caller's code
                and no property of the data.
        """
        try:
            return Ok(cls(values))
        except InvalidValueError as error:
            return Err(error)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Distribution) and same_numbers(self.values, other.values)

    def __hash__(self) -> int:
        return hash_numbers(self.values)

    def __repr__(self) -> str:
        return f"Distribution({self.values.tolist()})"

    def __reduce__(self) -> tuple[type["Distribution"], tuple[FloatArray]]:
        """Copy and unpickle through the constructor, so that a copy is as valid and read-only."""
        return (Distribution, (self.values,))


def _probabilities(values: Numbers) -> FloatArray:
    array = finite_row("Distribution", values)
    with np.errstate(over="ignore"):  # a sum beyond every float is not 1 either
        smallest, total = float(array.min()), float(array.sum())
    if smallest < 0:
        raise InvalidValueError("Distribution", f"{smallest}", "numbers of 0 or more")
    if abs(total - 1) > TOLERANCE:
        raise InvalidValueError("Distribution", f"a sum of {total}", "a sum of 1, within 1e-6")
    return array
