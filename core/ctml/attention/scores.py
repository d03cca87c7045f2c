"""AttentionScores: how well each key answers each query."""

import math
from dataclasses import dataclass

from ctml.attention.query_key_value import Key, Query
from ctml.attention.roles import HeadDim, Seq
from ctml.tensor import Matrix, require_matrix


@dataclass(frozen=True, slots=True)
class AttentionScores:
    """Any real number for each pair of positions: row i, column j is how much j matters to i.

    Attributes:
        matrix: the scores, shape [Seq, Seq]. They are no weights yet.

    Raises:
        InvalidTypeError: it is no matrix.
    """

    matrix: Matrix[Seq, Seq]

    def __post_init__(self) -> None:
        require_matrix("AttentionScores", self.matrix)


def attention_scores(query: Query, key: Key) -> AttentionScores:
    """Compare every query with every key: S = Q · Kᵀ / √d, [q, d] and [k, d] to [q, k].

    A sum of d products of independent numbers of variance 1 has variance d; dividing by √d, d the
    width of one head, keeps it at 1, however wide the head (arXiv 1706.03762, section 3.2.1).

    Args:
        query: what each position looks for.
        key: what each position can be found by.

    Raises:
        InvalidShapeError: queries and keys have different widths.
    """
    return AttentionScores((query.matrix @ key.matrix.transpose()).scaled(_scale(query)))


def attention_scores_backward(
    query: Query, key: Key, upstream: Matrix[Seq, Seq]
) -> tuple[Matrix[Seq, HeadDim], Matrix[Seq, HeadDim]]:
    """Return the gradients of the queries and of the keys.

    dQ = dS · K / √d and dK = dSᵀ · Q / √d.

    Args:
        query: the queries that the scores were made of.
        key: the keys that the scores were made of.
        upstream: dS, the gradient of the scores.

    Raises:
        InvalidShapeError: the three don't belong together.
    """
    scaled = upstream.scaled(_scale(query))
    return scaled @ key.matrix, scaled.transpose() @ query.matrix


def _scale(query: Query) -> float:
    return 1 / math.sqrt(query.matrix.columns)
