"""Exponentials: e to the power of scores, without overflow, and only where one may look."""

import numpy as np

from ctml.tensor import Array

SAFE = 60.0
"""e^60 is about 10^26: within float32, as are a sum of thousands of such, and e^-60."""


class Exponentials:
    """E = e^S where the key is not after the query, else 0, in place; and 1 / Σ E for each query.

    The largest score of each row is taken away first, as softmax is the same with or without it,
    and e^S of a huge S is beyond every float. That takes longer than the exponentials themselves.
    So it is only done if a score is far from 0, which two quick looks tell.
    """

    def __init__(self, scores: Array) -> None:
        """Take what it needs for a table of scores, once.

        Args:
            scores: S, shape [B, H, T, T]; it becomes E.
        """
        length, kind = scores.shape[-1], scores.dtype
        self._scores, self._flat = scores, scores.reshape(-1, length * length)
        self._visible = np.tri(length, dtype=kind).reshape(-1)
        self._hidden = np.where(np.tri(length, dtype=np.bool), 0, -np.inf).astype(kind)
        self._ones = np.ones((length, 1), kind)

    def forward(self, per_sum: Array) -> None:
        """Turn S into E, and write 1 / Σ E.

        Args:
            per_sum: shape [B, H, T, 1].
        """
        scores = self._scores
        if not -SAFE < scores.min() <= scores.max() < SAFE:
            scores += self._hidden
            scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        self._flat *= self._visible
        np.matmul(scores, self._ones, out=per_sum)
        np.reciprocal(per_sum, out=per_sum)
