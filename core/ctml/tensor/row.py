"""Row: one number for each column, such as a bias."""

from dataclasses import dataclass
from typing import Generic, TypeVar, final

from ctml.domain.float_array import Numbers, finite_array
from ctml.domain.kind import require_kind
from ctml.errors import InvalidShapeError
from ctml.tensor.numeric_value import NumericValue

Cols = TypeVar("Cols")


@final
@dataclass(frozen=True, init=False, eq=False, repr=False)
class Row(NumericValue, Generic[Cols]):
    """One row of numbers; ``Cols`` says what they are counted by, as in ``Row[Model]``.

    Attributes:
        values: the numbers, shape [cols], read-only.

    Raises:
        InvalidTypeError: the values are not numbers.
        InvalidValueError: one of them is NaN or infinite.
        InvalidShapeError: they are not one row of at least one number.
    """

    def __init__(self, values: Numbers) -> None:
        array = finite_array("Row", values)
        if array.ndim != 1 or array.size == 0:
            raise InvalidShapeError("Row", f"shape {array.shape}", "one row, not empty")
        object.__setattr__(self, "values", array)

    @property
    def columns(self) -> int:
        """How many numbers there are."""
        return self.values.shape[0]


def require_row(noun: str, given: object) -> None:
    """Do nothing, if ``given`` is a row; what it counts only the type checker knows.

    Args:
        noun: who asks, for the error's text.
        given: what it was given.

    Raises:
        InvalidTypeError: it is something else.
    """
    require_kind(noun, given, Row, "a Row")
