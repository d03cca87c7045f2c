"""Attend: one head, from queries, keys and values to what each position learns."""

from dataclasses import dataclass

from ctml.attention.mask import AttentionMask
from ctml.attention.query_key_value import Key, Query, Value
from ctml.attention.roles import HeadDim, Seq
from ctml.attention.scores import attention_scores, attention_scores_backward
from ctml.attention.weights import AttentionWeights, masked_softmax, masked_softmax_backward
from ctml.tensor import Matrix


def mix_values(weights: AttentionWeights, value: Value) -> Matrix[Seq, HeadDim]:
    """Average the values by weight: O = P · V, [q, k] @ [k, d] = [q, d].

    Args:
        weights: how much each position takes from each other.
        value: what each position tells.

    Raises:
        InvalidShapeError: there is not one value for each column of the weights.
    """
    return weights.matrix @ value.matrix


def attend(query: Query, key: Key, value: Value, mask: AttentionMask) -> Matrix[Seq, HeadDim]:
    """Return softmax(Q · Kᵀ / √d) · V, within what the mask allows (arXiv 1706.03762, eq. 1).

    Args:
        query: what each position looks for, [q, d].
        key: what each position can be found by, [k, d].
        value: what each position tells, [k, d].
        mask: who may attend to whom, [q, k].

    Raises:
        InvalidShapeError: the four don't belong together.
    """
    return mix_values(masked_softmax(attention_scores(query, key), mask), value)


@dataclass(frozen=True, slots=True)
class HeadGradient:
    """How the loss answers to the three inputs of one head.

    Attributes:
        query: dQ, shape [q, d].
        key: dK, shape [k, d].
        value: dV, shape [k, d].
    """

    query: Matrix[Seq, HeadDim]
    key: Matrix[Seq, HeadDim]
    value: Matrix[Seq, HeadDim]


def attend_backward(
    query: Query, key: Key, value: Value, mask: AttentionMask, upstream: Matrix[Seq, HeadDim]
) -> HeadGradient:
    """Walk ``attend`` backwards: dV = Pᵀ · dO, dP = dO · Vᵀ, then the softmax, then the scores.

    Args:
        query: as handed to ``attend``.
        key: as handed to ``attend``.
        value: as handed to ``attend``.
        mask: as handed to ``attend``.
        upstream: dO, the gradient of what ``attend`` gave, [q, d].

    Raises:
        InvalidShapeError: the five don't belong together.
    """
    weights = masked_softmax(attention_scores(query, key), mask)
    of_weights = upstream @ value.matrix.transpose()
    of_scores = masked_softmax_backward(weights, of_weights)
    of_query, of_key = attention_scores_backward(query, key, of_scores)
    return HeadGradient(of_query, of_key, weights.matrix.transpose() @ upstream)
