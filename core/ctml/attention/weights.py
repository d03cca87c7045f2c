"""AttentionWeights: how much of each position goes into each answer."""

from dataclasses import dataclass

import numpy as np

from ctml.attention.mask import AttentionMask
from ctml.attention.roles import Seq
from ctml.attention.scores import AttentionScores
from ctml.errors import InvalidShapeError, InvalidValueError
from ctml.tensor import Matrix, refused_not_warned, require_matrix, require_same_shape

TOLERANCE = 1e-6
"""How far from 1 the sum of a row may lie."""


@dataclass(frozen=True, slots=True)
class AttentionWeights:
    """A distribution for each position: row i says how much i takes from each j; it sums to 1.

    Attributes:
        matrix: the weights, shape [Seq, Seq], 0 or more, each row summing to 1 within 1e-6.

    Raises:
        InvalidTypeError: it is no matrix.
        InvalidValueError: a weight is negative, or a row does not sum to 1.
    """

    matrix: Matrix[Seq, Seq]

    def __post_init__(self) -> None:
        require_matrix("AttentionWeights", self.matrix)
        smallest = float(self.matrix.values.min())
        if smallest < 0:
            raise InvalidValueError("AttentionWeights", f"{smallest}", "numbers of 0 or more")
        with refused_not_warned():
            sums = self.matrix.values.sum(axis=1)
        for row in np.flatnonzero(abs(sums - 1) > TOLERANCE)[:1].tolist():
            given = f"row {row} with a sum of {sums[row]}"
            raise InvalidValueError("AttentionWeights", given, "a sum of 1 in each row")


def masked_softmax(scores: AttentionScores, mask: AttentionMask) -> AttentionWeights:
    """Share out the attention of each row among the positions that it may attend to.

    P[i, j] = exp(S[i, j]) / Σ_k exp(S[i, k]) over the k that i may attend to, and 0 for the
    others. The largest visible score is taken away first, so that nothing overflows.

    Args:
        scores: any finite numbers, shape [Seq, Seq].
        mask: of the same shape; it can't hide a whole row.

    Raises:
        InvalidShapeError: mask and scores differ in shape.
    """
    table, visible = scores.matrix.values, mask.may_attend
    if visible.shape != table.shape:
        given = f"a mask {visible.shape} for scores {table.shape}"
        raise InvalidShapeError("masked_softmax", given, "two tables of one shape")
    with refused_not_warned():  # -1e308 - 1e308 weighs 0, as it should
        seen = np.where(visible, table, -np.inf)
        shares = np.exp(seen - seen.max(axis=1, keepdims=True))
    return AttentionWeights(Matrix(shares / shares.sum(axis=1, keepdims=True)))


def masked_softmax_backward(
    weights: AttentionWeights, upstream: Matrix[Seq, Seq]
) -> Matrix[Seq, Seq]:
    """Return the gradient of the scores; it is 0 wherever the mask hid something.

    dS[i, j] = P[i, j] · (dP[i, j] - Σ_k dP[i, k] · P[i, k]).

    Args:
        weights: P, what the softmax gave.
        upstream: dP, the gradient of the weights.

    Raises:
        InvalidShapeError: the two differ in shape.
        InvalidValueError: a number is beyond every float.
    """
    require_same_shape("masked_softmax_backward", weights.matrix, upstream)
    shares, slopes = weights.matrix.values, upstream.values
    with refused_not_warned():
        expected = (slopes * shares).sum(axis=1, keepdims=True)
        return Matrix(shares * (slopes - expected))
