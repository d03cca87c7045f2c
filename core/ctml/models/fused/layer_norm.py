"""FusedLayerNorm: every position brought to mean 0 and variance 1, forwards and backwards."""

import numpy as np

from ctml.models.fused.tables import Tables
from ctml.tensor import Array
from ctml.tensor.standardising import EPSILON


class FusedLayerNorm:
    """y = gain ∘ x̂ + bias with x̂ = (x - mean) / deviation, over the D numbers of each position.

    With h = dy ∘ gain, the way back is

        dx = (h - mean(h) - x̂ · mean(h ∘ x̂)) / deviation,   dgain = Σ dy ∘ x̂,   dbias = Σ dy

    Sums are products with rows of ones, which the BLAS does at once.
    """

    def __init__(self, tables: Tables, rows: int) -> None:
        """Take what it needs for N rows, once.

        Args:
            tables: ``gain`` and ``bias``, each [D].
            rows: N.
        """
        self._gain, self._bias = tables["gain"], tables["bias"]
        width, kind = self._gain.value.size, self._gain.value.dtype
        self.y: Array = np.empty((rows, width), kind)
        self._x_hat, self._work = np.empty_like(self.y), np.empty_like(self.y)
        self._mean, self._spread, self._per_deviation = (np.empty((rows, 1), kind) for _ in "msd")
        self._share = 1 / width
        self._averaging, self._summing = np.full((width, 1), 1 / width, kind), np.ones(rows, kind)

    def forward(self, x: Array) -> Array:
        """Return y, [N, D] to the same shape.

        Args:
            x: left as it is.
        """
        x_hat, per_deviation = self._x_hat, self._per_deviation
        np.matmul(x, self._averaging, out=self._mean)
        np.subtract(x, self._mean, out=x_hat)
        np.vecdot(x_hat, x_hat, out=per_deviation[:, 0])
        per_deviation *= self._share
        per_deviation += EPSILON
        np.sqrt(per_deviation, out=per_deviation)
        np.reciprocal(per_deviation, out=per_deviation)
        x_hat *= per_deviation
        np.multiply(x_hat, self._gain.value, out=self.y)
        self.y += self._bias.value
        return self.y

    def backward(self, dy: Array, into: Array) -> None:
        """Add dx to a slope that is there already, as a shortcut needs it; dy is used up.

        Args:
            dy: shape [N, D].
            into: the slope of x so far, shape [N, D].
        """
        work = self._work
        np.multiply(dy, self._x_hat, out=work)
        np.matmul(self._summing, work, out=self._gain.slope)
        np.matmul(self._summing, dy, out=self._bias.slope)
        dy *= self._gain.value
        np.matmul(dy, self._averaging, out=self._mean)
        np.vecdot(dy, self._x_hat, out=self._spread[:, 0])
        self._spread *= self._share
        dy -= self._mean
        np.multiply(self._x_hat, self._spread, out=work)
        dy -= work
        dy *= self._per_deviation
        into += dy
