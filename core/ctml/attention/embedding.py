"""SequenceEmbedding: tokens in order become numbers that know what and where they are."""

import math
from dataclasses import dataclass

import numpy as np

from ctml.attention.hidden import Hidden
from ctml.attention.positions import sinusoidal_positions
from ctml.attention.roles import Model, Seq, Vocab
from ctml.category import Morphism
from ctml.domain import FloatArray, ModelDimension, TokenSequence
from ctml.errors import InvalidValueError
from ctml.tensor import Matrix, refused_not_warned


@dataclass(frozen=True, slots=True, repr=False)
class SequenceEmbedding(Morphism[TokenSequence, Hidden]):
    """Look up each token, stretch its row, add its place: x[p] = √D · embedding[t_p] + PE[p].

    The rows have entries of about 1/√D and the waves of about 1, so √D brings them to one scale
    (arXiv 1706.03762, section 3.4).

    Attributes:
        table: the embedding, shape [Vocab, Model], with an even number of columns.
    """

    table: Matrix[Vocab, Model]

    def __call__(self, tokens: TokenSequence, /) -> Hidden:
        """Return a row for each token, shape [Seq, Model].

        Raises:
            InvalidValueError: a token is outside the vocabulary, or D is odd.
        """
        rows: Matrix[Seq, Model] = Matrix(self.table.values[self._indices(tokens)])
        waves = sinusoidal_positions(len(tokens), ModelDimension(self.table.columns))
        return Hidden(rows.scaled(math.sqrt(self.table.columns)) + waves)

    def backward(self, tokens: TokenSequence, upstream: Matrix[Seq, Model], /) -> FloatArray:
        """Add each position's gradient to its token's row: a token that came twice gets both.

        Args:
            tokens: what was looked up on the way forwards.
            upstream: ∂loss/∂x, shape [Seq, Model].

        Returns:
            the gradient of the table, shape [Vocab, Model]; 0 for tokens that did not occur.

        Raises:
            InvalidValueError: a token is outside the vocabulary.
        """
        of_table = np.zeros(self.table.values.shape)
        slopes = upstream.scaled(math.sqrt(self.table.columns)).values
        with refused_not_warned():
            np.add.at(of_table, self._indices(tokens), slopes)
        return of_table

    def _indices(self, tokens: TokenSequence) -> list[int]:
        indices = [token.index for token in tokens]
        if max(indices) >= self.table.rows:
            needed = f"tokens of its vocabulary, with an index below {self.table.rows}"
            raise InvalidValueError("SequenceEmbedding", f"a token {max(indices)}", needed)
        return indices
