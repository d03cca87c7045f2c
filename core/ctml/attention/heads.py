"""Heads: one wide table as several narrow ones, and back."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ctml.attention.roles import HeadDim, Model, Seq
from ctml.domain.whole_number import whole_number
from ctml.errors import InvalidShapeError, InvalidValueError
from ctml.tensor import Matrix


@dataclass(frozen=True, slots=True)
class HeadCount:
    """How many heads look at the text side by side.

    Attributes:
        count: the number of heads, 1 or more.

    Raises:
        InvalidTypeError: the count is not an int (a bool is refused too).
        InvalidValueError: the count is less than 1.
    """

    count: int

    def __post_init__(self) -> None:
        whole_number("HeadCount", self.count, at_least=1)


def split_heads(wide: Matrix[Seq, Model], heads: HeadCount) -> tuple[Matrix[Seq, HeadDim], ...]:
    """Cut a table [Seq, Model] into as many tables [Seq, HeadDim], from left to right.

    Args:
        wide: D numbers for each position.
        heads: how many tables; it divides D.

    Raises:
        InvalidShapeError: the columns can't be shared out evenly.
    """
    if wide.columns % heads.count:
        given = f"{wide.columns} columns for {heads.count} heads"
        raise InvalidShapeError("split_heads", given, "as many columns for each head")
    return tuple(Matrix(part) for part in np.split(wide.values, heads.count, axis=1))


def merge_heads(parts: Sequence[Matrix[Seq, HeadDim]]) -> Matrix[Seq, Model]:
    """Put the tables side by side again, from left to right; it undoes ``split_heads``.

    Args:
        parts: one table for each head, in order, all of one shape.

    Raises:
        InvalidValueError: there are none.
        InvalidShapeError: their shapes differ.
    """
    if not parts:
        raise InvalidValueError("merge_heads", "nothing", "at least one table")
    shapes = {part.values.shape for part in parts}
    if len(shapes) != 1:
        raise InvalidShapeError("merge_heads", f"shapes {sorted(shapes)}", "tables of one shape")
    return Matrix(np.concatenate([part.values for part in parts], axis=1))
