"""FusedReadout: from the last hidden numbers to the loss, and back, without leaving the place."""

import numpy as np

from ctml.domain import IntArray
from ctml.models.fused.tables import Tables
from ctml.models.transformer_sizes import TransformerSizes
from ctml.tensor import Array


class FusedReadout:
    """z = x · weight + bias, L = mean(log Σ e^z - z[target]); tied: z = x · embeddingᵀ.

    The slope of the scores is the same table a moment later, where the scores themselves are no
    longer needed: dz = (softmax(z) - one_hot(target)) / M for M targets. And then

        dx = dz · weightᵀ      dweight = xᵀ · dz      dbias = Σ dz
    """

    def __init__(self, sizes: TransformerSizes, tables: Tables, rows: int) -> None:
        """Take what it needs for N rows, once.

        Args:
            sizes: what the transformer is made of.
            tables: all tables of the transformer.
            rows: N.
        """
        self._tied = sizes.tied
        self._table = tables["embedding.table" if sizes.tied else "readout.weight"]
        if not sizes.tied:
            self._bias = tables["readout.bias"]
        kind = self._table.value.dtype
        self.z: Array = np.empty((rows, sizes.vocab.size), kind)
        self._largest, self._sums = np.empty((rows, 1), kind), np.empty((rows, 1), kind)
        self._rows, self._summing = np.arange(rows), np.ones(rows, kind)
        self._across = np.ones((sizes.vocab.size, 1), kind)

    def forward(self, x: Array) -> Array:
        """Return the scores z, [N, D] to [N, V].

        Args:
            x: it must still be the same on the way back.
        """
        np.matmul(x, self._table.value.T if self._tied else self._table.value, out=self.z)
        if not self._tied:
            self.z += self._bias.value
        return self.z

    def loss(self, targets: IntArray, count: int) -> float:
        """Return the sum of all surprises over M, and turn the scores into their slopes.

        Args:
            targets: what came next, shape [N], each inside the vocabulary.
            count: M, the targets of the whole batch, of which these may be a part.
        """
        z, places = self.z, (self._rows, targets)
        np.max(z, axis=-1, keepdims=True, out=self._largest)
        z -= self._largest
        reached = z[places]
        np.exp(z, out=z)
        np.matmul(z, self._across, out=self._sums)
        total = float(np.log(self._sums, dtype=np.float64).sum() - reached.sum(dtype=np.float64))
        np.divide(1 / count, self._sums, out=self._sums)
        z *= self._sums
        z[places] -= 1 / count
        return total / count

    def backward(self, x: Array, dx: Array) -> None:
        """Write dx, and the slopes of weight and bias; a tied embedding's is begun, not ended.

        Args:
            x: what went in, shape [N, D].
            dx: shape [N, D].
        """
        dz, table = self.z, self._table
        if self._tied:
            np.matmul(dz.T, x, out=table.slope)
            np.matmul(dz, table.value, out=dx)
            return
        np.matmul(self._summing, dz, out=self._bias.slope)
        np.matmul(x.T, dz, out=table.slope)
        np.matmul(dz, table.value.T, out=dx)
