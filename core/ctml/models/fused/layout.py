"""Layout: all numbers of a transformer as one row, so that one operation can move them all."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ctml.domain import NamedArrays
from ctml.models.transformer_sizes import Positions, TransformerSizes
from ctml.tensor import Array

ALIGNED = 16
"""Every table begins at a multiple of 16 numbers, where the processor reads fastest."""

PROJECTIONS = ("query", "key", "value")
"""Three tables [D, D] of the model that lie side by side here, [D, 3D]: one product for three."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of numbers, and that of their slopes; both are parts of a row, to be written to.

    Attributes:
        value: θ.
        slope: ∂loss/∂θ, of the same shape.
    """

    value: Array
    slope: Array


@dataclass(frozen=True, slots=True)
class Layout:
    """Which part of the row is which table.

    Attributes:
        shapes: every table by name with its shape, in the order in which they lie in the row.
    """

    shapes: tuple[tuple[str, tuple[int, ...]], ...]

    @classmethod
    def of(cls, sizes: TransformerSizes) -> "Layout":
        """Return the layout for a transformer.

        Args:
            sizes: what it is made of.
        """
        return cls(tuple(_shapes(sizes)))

    @property
    def length(self) -> int:
        """How many numbers the row has, with a few unused ones between the tables."""
        return sum(_taken(shape) for _, shape in self.shapes)

    def views(self, row: Array) -> dict[str, Array]:
        """Return every table by name as a part of the row: who writes to one writes to the other.

        Args:
            row: shape [length].
        """
        tables: dict[str, Array] = {}
        start = 0
        for name, shape in self.shapes:
            tables[name] = row[start : start + math.prod(shape)].reshape(shape)
            start += _taken(shape)
        return tables

    def packed(self, arrays: NamedArrays, row: Array) -> None:
        """Write the arrays of a model to a row, in the row's precision.

        Args:
            arrays: as ``Transformer.arrays`` names them.
            row: where to, shape [length].
        """
        for name, view in named_views(self.views(row)).items():
            view[...] = arrays[name]

    def unpacked(self, row: Array) -> NamedArrays:
        """Return the arrays in a row by the names that the model has for them.

        Args:
            row: shape [length].

        Raises:
            InvalidValueError: a number is NaN or infinite.
        """
        named = named_views(self.views(row))
        return NamedArrays({name: view.astype(np.float64) for name, view in named.items()})


def named_views(tables: Mapping[str, Array]) -> dict[str, Array]:
    """Return the tables by the names that the model has for them; the projections are parted.

    Args:
        tables: as ``Layout.views`` gives them.
    """
    named: dict[str, Array] = {}
    for name, table in tables.items():
        stem, _, last = name.rpartition(".")
        if last == "projections":
            width = table.shape[0]
            for i, one in enumerate(PROJECTIONS):
                named[f"{stem}.{one}"] = table[:, i * width : (i + 1) * width]
        else:
            named[name] = table
    return named


def _shapes(sizes: TransformerSizes) -> Iterator[tuple[str, tuple[int, ...]]]:
    vocab, width = sizes.vocab.size, sizes.width.size
    yield "embedding.table", (vocab, width)
    if sizes.positions is Positions.LEARNED:
        yield "place.table", (sizes.context.length, width)
    for i in range(sizes.blocks.count):
        for name, shape in _block_shapes(width):
            yield f"blocks.{i}.{name}", shape
    yield "final_norm.gain", (width,)
    yield "final_norm.bias", (width,)
    if not sizes.tied:
        yield "readout.weight", (width, vocab)
        yield "readout.bias", (vocab,)


def _block_shapes(width: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield "attention_norm.gain", (width,)
    yield "attention_norm.bias", (width,)
    yield "attention.projections", (width, 3 * width)
    yield "attention.output", (width, width)
    yield "feed_forward_norm.gain", (width,)
    yield "feed_forward_norm.bias", (width,)
    yield "feed_forward.w_in", (width, 4 * width)
    yield "feed_forward.b_in", (4 * width,)
    yield "feed_forward.w_out", (4 * width, width)
    yield "feed_forward.b_out", (width,)


def _taken(shape: tuple[int, ...]) -> int:
    return -(-math.prod(shape) // ALIGNED) * ALIGNED
