"""FusedEmbedding: a row for each token, and what tells its place; forwards and backwards."""

import math

import numpy as np

from ctml.domain import IntArray
from ctml.models.fused.tables import Tables
from ctml.models.transformer_sizes import Positions, TransformerSizes
from ctml.nn import SinusoidalPositions
from ctml.tensor import Array, constant


class FusedEmbedding:
    """x[b, t] = table[token[b, t]] + place[t]; with sinusoidal places √D · table[...] + waves[t].

    On the way back each token's row gathers the slopes of all places where the token stood, and
    each place those of all texts. Slopes are sorted by token first, so that each row is one sum.
    """

    def __init__(self, sizes: TransformerSizes, tables: Tables, texts: int, length: int) -> None:
        """Take what it needs for B texts of T positions, once.

        Args:
            sizes: what the transformer is made of.
            tables: all tables of the transformer.
            texts: B.
            length: T.
        """
        self._table = tables["embedding.table"]
        width, kind = sizes.width.size, self._table.value.dtype
        self._learned = sizes.positions is Positions.LEARNED
        self._sinusoidal = sizes.positions is Positions.SINUSOIDAL
        self._root = math.sqrt(width)
        if self._learned:
            self._place = tables["place.table"]
        zeros = constant(np.zeros((length, width)))
        self._waves = SinusoidalPositions()(zeros).values.astype(kind) if self._sinusoidal else 0
        self._shape = (texts, length, width)
        self._sorted: Array = np.empty((texts * length, width), kind)

    def forward(self, tokens: IntArray, x: Array) -> None:
        """Write x.

        Args:
            tokens: ids, shape [B, T], each inside the vocabulary.
            x: shape [N, D].
        """
        np.take(self._table.value, tokens.reshape(-1), axis=0, out=x, mode="clip")
        texts = x.reshape(self._shape)
        if self._learned:
            texts += self._place.value[: self._shape[1]]
        if self._sinusoidal:
            texts *= self._root
            texts += self._waves

    def backward(self, tokens: IntArray, dx: Array) -> None:
        """Add to the table's slope, and write that of the places; dx is used up.

        Args:
            tokens: what was looked up, shape [B, T].
            dx: shape [N, D].
        """
        if self._learned:
            self._place.slope[self._shape[1] :] = 0
            np.sum(dx.reshape(self._shape), axis=0, out=self._place.slope[: self._shape[1]])
        if self._sinusoidal:
            dx *= self._root
        order = np.argsort(tokens.reshape(-1), kind="stable")
        np.take(dx, order, axis=0, out=self._sorted, mode="clip")
        found, starts = np.unique(tokens.reshape(-1)[order], return_index=True)
        self._table.slope[found] += np.add.reduceat(self._sorted, starts, axis=0)
