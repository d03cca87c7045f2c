"""Matrix: a table of numbers whose type says what its rows and its columns count."""

from dataclasses import dataclass
from typing import Generic, TypeVar, final

from ctml.domain.float_array import Numbers, finite_array
from ctml.domain.kind import require_kind
from ctml.errors import InvalidShapeError
from ctml.tensor.numeric_value import NumericValue
from ctml.tensor.overflow import refused_not_warned
from ctml.tensor.row import Row, require_row

Rows = TypeVar("Rows")
Cols = TypeVar("Cols")
Others = TypeVar("Others")


@final
@dataclass(frozen=True, init=False, eq=False, repr=False)
class Matrix(NumericValue, Generic[Rows, Cols]):
    """A table of numbers, such as ``Matrix[Seq, HeadDim]``: a row a position, a column a feature.

    The two parameters are names for what is counted. They exist for the type checker alone: it
    refuses a product whose inner names differ. How many there are is checked when the code runs.

    Attributes:
        values: the numbers, shape [rows, cols], read-only.

    Raises:
        InvalidTypeError: the values are not numbers, or the rows have different lengths.
        InvalidValueError: a number is NaN or infinite.
        InvalidShapeError: they are not a table, or it is empty.
    """

    def __init__(self, values: Numbers) -> None:
        array = finite_array("Matrix", values)
        if array.ndim != 2 or array.size == 0:
            given = f"shape {array.shape}"
            raise InvalidShapeError("Matrix", given, "a table of rows and columns, not empty")
        object.__setattr__(self, "values", array)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return self.values.shape[0]

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return self.values.shape[1]

    def __matmul__(self, other: "Matrix[Cols, Others]") -> "Matrix[Rows, Others]":
        """Multiply: (A · B)[i, k] = Σ_j A[i, j] · B[j, k], shapes [r, c] @ [c, o] = [r, o].

        Raises:
            InvalidTypeError: the right one is no matrix.
            InvalidShapeError: the left one has not as many columns as the right one has rows.
            InvalidValueError: a sum is beyond every float.
        """
        require_matrix("Matrix @", other)
        if self.columns != other.rows:
            given = f"{self.values.shape} @ {other.values.shape}"
            raise InvalidShapeError("Matrix", given, "as many columns as the next has rows")
        with refused_not_warned():
            return Matrix(self.values @ other.values)

    def __add__(self, other: "Matrix[Rows, Cols]") -> "Matrix[Rows, Cols]":
        """Add entry by entry, [r, c] + [r, c] = [r, c].

        Raises:
            InvalidTypeError: the right one is no matrix.
            InvalidShapeError: the shapes differ.
            InvalidValueError: a sum is beyond every float.
        """
        require_matrix("Matrix +", other)
        require_same_shape("Matrix +", self, other)
        with refused_not_warned():
            return Matrix(self.values + other.values)

    def plus_row(self, row: Row[Cols]) -> "Matrix[Rows, Cols]":
        """Add one row to every row, [r, c] + [c] = [r, c].

        Raises:
            InvalidTypeError: it is no row.
            InvalidShapeError: the row has not one number for each column.
            InvalidValueError: a sum is beyond every float.
        """
        require_row("Matrix.plus_row", row)
        if self.columns != row.columns:
            given = f"{self.values.shape} + {row.values.shape}"
            raise InvalidShapeError("Matrix", given, "a row with one number for each column")
        with refused_not_warned():
            return Matrix(self.values + row.values)

    def scaled(self, factor: float) -> "Matrix[Rows, Cols]":
        """Multiply every entry by one number.

        Raises:
            InvalidValueError: a product is no finite number.
        """
        with refused_not_warned():
            return Matrix(self.values * factor)

    def transpose(self) -> "Matrix[Cols, Rows]":
        """Turn rows into columns: T[j, i] = A[i, j], [r, c] to [c, r]."""
        return Matrix(self.values.T)

    def column_sums(self) -> Row[Cols]:
        """Add up all the rows: s[j] = Σ_i A[i, j], [r, c] to [c].

        It is what a gradient does on its way back through ``plus_row``.
        """
        with refused_not_warned():
            return Row(self.values.sum(axis=0))


def require_matrix(noun: str, given: object) -> None:
    """Do nothing, if ``given`` is a matrix; what it counts only the type checker knows.

    Args:
        noun: who asks, for the error's text.
        given: what it was given.

    Raises:
        InvalidTypeError: it is something else.
    """
    require_kind(noun, given, Matrix, "a Matrix")


def require_same_shape(noun: str, left: Matrix[Rows, Cols], right: Matrix[Rows, Cols]) -> None:
    """Do nothing, if two tables have as many rows and as many columns.

    Args:
        noun: who asks, for the error's text.
        left: one table.
        right: the other one.

    Raises:
        InvalidShapeError: they have not.
    """
    if left.values.shape != right.values.shape:
        given = f"shapes {left.values.shape} and {right.values.shape}"
        raise InvalidShapeError(noun, given, "two tables of one shape")
