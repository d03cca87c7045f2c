"""Numbers found by their index, and tensors put side by side."""

from collections.abc import Callable, Sequence

import numpy as np

from ctml.domain.int_array import IntArray
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError
from ctml.tensor.precision import Array
from ctml.tensor.tensor import Edge, Tensor, computed, require_one_precision


def rows_at(table: Tensor, indices: IntArray) -> Tensor:
    """Look up rows: y[...] = table[indices[...]], shapes [R, ...] and [...] to [..., ...].

    A row that was looked up twice gathers both slopes.

    Args:
        table: R rows of any shape.
        indices: from 0 to below R, any shape.

    Raises:
        InvalidTypeError: the indices are no whole numbers.
        InvalidShapeError: the table has no rows.
        InvalidValueError: an index is outside the table.
    """
    if not table.shape:
        raise InvalidShapeError("rows_at", "a single number", "a table with rows")
    _require_indices("rows_at", indices, table.shape[0])
    return computed(table.values[indices], Edge(table, _gathering(table.shape, indices)))


def one_of_each_row(table: Tensor, indices: IntArray) -> Tensor:
    """Pick one number of each row: y[i] = table[i, indices[i]], shapes [N, C] and [N] to [N].

    Args:
        table: N rows of C numbers.
        indices: from 0 to below C, one for each row.

    Raises:
        InvalidTypeError: the indices are no whole numbers.
        InvalidShapeError: it is no table, or there is not one index for each row.
        InvalidValueError: an index is outside its row.
    """
    if table.values.ndim != 2 or indices.shape != table.shape[:1]:
        given = f"the shapes {table.shape} and {indices.shape}"
        raise InvalidShapeError("one_of_each_row", given, "a table, and one index for each row")
    _require_indices("one_of_each_row", indices, table.shape[1])
    rows = np.arange(table.shape[0])

    def back(dy: Array) -> Array:
        whole = np.zeros_like(table.values)
        whole[rows, indices] = dy
        return whole

    return computed(table.values[rows, indices], Edge(table, back))


def joined(parts: Sequence[Tensor], axis: int) -> Tensor:
    """Put tensors one after the other along one side; each gets back its own part of the slope.

    Args:
        parts: at least one; their other sides are equal.
        axis: the side that grows, from 0.

    Raises:
        InvalidValueError: there are none.
        InvalidTypeError: their precisions differ.
        InvalidShapeError: there is no such side, or the others differ.
    """
    if not parts:
        raise InvalidValueError("joined", "nothing", "at least one tensor")
    for part in parts:
        require_one_precision("joined", parts[0], part)
    ends = _ends(parts, axis)
    edges = [
        Edge(part, _taking(axis, end - part.shape[axis], end))
        for part, end in zip(parts, ends, strict=True)
    ]
    return computed(np.concatenate([part.values for part in parts], axis=axis), *edges)


def stacked(parts: Sequence[Tensor]) -> Tensor:
    """Put N tensors of one shape beneath each other along a new first side, [N, ...].

    Args:
        parts: at least one.

    Raises:
        InvalidValueError: there are none.
        InvalidTypeError: their precisions differ.
        InvalidShapeError: their shapes differ.
    """
    if len({part.shape for part in parts}) > 1:
        given = f"the shapes {sorted({part.shape for part in parts})}"
        raise InvalidShapeError("stacked", given, "tensors of one shape")
    return joined([_with_new_side(part) for part in parts], axis=0)


def _gathering(shape: tuple[int, ...], indices: IntArray) -> Callable[[Array], Array]:
    """Return the way back of a lookup: every row is added where it was taken from, 0 elsewhere.

    Rows that were taken from one place are brought together first and added in one go, which is
    about twice as fast as ``np.add.at``.
    """
    order = np.argsort(indices, axis=None, kind="stable")
    taken = indices.reshape(-1)[order]
    is_first = np.ones(taken.size, dtype=np.bool)
    is_first[1:] = taken[1:] != taken[:-1]
    firsts = np.flatnonzero(is_first)

    def back(dy: Array) -> Array:
        whole = np.zeros(shape, dy.dtype)
        if taken.size:
            rows = dy.reshape(taken.size, *shape[1:])[order]
            whole[taken[firsts]] = np.add.reduceat(rows, firsts, axis=0)
        return whole

    return back


def _with_new_side(x: Tensor) -> Tensor:
    return computed(x.values[np.newaxis], Edge(x, lambda dy: dy.reshape(x.shape)))


def _taking(axis: int, start: int, end: int) -> Callable[[Array], Array]:
    place = (*[slice(None)] * axis, slice(start, end))
    return lambda slope: slope[place]


def _ends(parts: Sequence[Tensor], axis: int) -> list[int]:
    shapes = [part.shape for part in parts]
    others = {(*shape[:axis], *shape[axis + 1 :]) for shape in shapes}
    if not 0 <= axis < len(shapes[0]) or len(others) != 1:
        given = f"the shapes {shapes} along the side {axis}"
        raise InvalidShapeError("joined", given, "shapes that differ along that side alone")
    ends: list[int] = np.cumsum([shape[axis] for shape in shapes]).tolist()
    return ends


def _require_indices(noun: str, indices: IntArray, count: int) -> None:
    if indices.dtype.kind not in "iu":
        raise InvalidTypeError(noun, f"indices of {indices.dtype}", "whole numbers")
    if indices.size and not 0 <= int(indices.min()) <= int(indices.max()) < count:
        given = f"indices from {indices.min()} to {indices.max()}"
        raise InvalidValueError(noun, given, f"indices from 0 to below {count}")
