"""Examples: what can be taken by number, several at a time."""

from typing import Protocol, TypeVar

import numpy as np

from ctml.domain import IntArray, WholeNumbers
from ctml.domain.int_array import whole_array
from ctml.errors import InvalidShapeError, InvalidValueError

B_co = TypeVar("B_co", covariant=True)


class Examples(Protocol[B_co]):
    """N examples, counted from 0. ``Windows`` of a text are such, and so are labelled images."""

    def __len__(self) -> int:
        """How many there are, N."""
        ...

    def take(self, places: WholeNumbers, /) -> B_co:
        """Return the examples at these places as one batch.

        Args:
            places: one or more of 0 to N - 1, in any order, shape [B].
        """
        ...


def places_below(noun: str, count: int, places: WholeNumbers) -> IntArray:
    """Return the places as an array, if there is an example at each.

    Args:
        noun: who asks, for the error's text.
        count: how many examples there are, N.
        places: which, shape [B].

    Raises:
        InvalidTypeError: they are no whole numbers.
        InvalidShapeError: they are not one row of at least one.
        InvalidValueError: one is below 0, or N or above.
    """
    array = whole_array(noun, places)
    if array.ndim != 1 or array.size == 0:
        raise InvalidShapeError(noun, f"places of shape {array.shape}", "one row, not empty")
    bad = array[np.logical_or(array < 0, array >= count)]
    if bad.size:
        raise InvalidValueError(noun, f"the place {bad[0]}", f"places from 0 to {count - 1}")
    return array
