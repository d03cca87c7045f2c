"""Mlp: the next token from a window of the last ones (Bengio and others, JMLR 3, 2003)."""

from dataclasses import dataclass

import numpy as np

from ctml.data import WindowLength
from ctml.domain import IntArray, ModelDimension, VocabSize
from ctml.domain.kind import require_kind
from ctml.domain.whole_number import whole_number
from ctml.errors import InvalidShapeError
from ctml.models.language_model import LanguageModel
from ctml.models.read_window import require_window
from ctml.nn import AnyMode, Beginning, Embedding, Linear
from ctml.tensor import Tensor, constant_like, joined, tanh


@dataclass(frozen=True, slots=True)
class MlpSizes:
    """What decides the shapes of an ``Mlp``.

    Attributes:
        vocab: V, the number of tokens.
        context: N, how many tokens it sees at once.
        width: D, the numbers that describe a token.
        hidden: HIDDEN, how many numbers it thinks in, 1 or more.

    Raises:
        InvalidTypeError: one of them is of another kind.
        InvalidValueError: the hidden layer is empty.
    """

    vocab: VocabSize
    context: WindowLength
    width: ModelDimension
    hidden: int

    def __post_init__(self) -> None:
        require_kind("MlpSizes.vocab", self.vocab, VocabSize, "a VocabSize")
        require_kind("MlpSizes.context", self.context, WindowLength, "a WindowLength")
        require_kind("MlpSizes.width", self.width, ModelDimension, "a ModelDimension")
        whole_number("MlpSizes.hidden", self.hidden, at_least=1)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Mlp(LanguageModel):
    """A neural probabilistic language model: the last N tokens side by side, one hidden layer.

        x_t = [e_(t-N+1); …; e_t]  [N · D]        scores_t = readout(tanh(hidden(x_t)))

    Where the text begins, what is missing before it is 0. The paper's direct connections from x
    to the scores are left out, as in its own smaller networks.

    Attributes:
        sizes: what it is made of.
        embedding: e, a row for each token, [V, D].
        hidden: [N · D] to [HIDDEN].
        readout: [HIDDEN] to [V].

    Raises:
        InvalidShapeError: the parts don't fit the sizes.
    """

    sizes: MlpSizes
    embedding: Embedding
    hidden: Linear
    readout: Linear

    def __post_init__(self) -> None:
        inner, vocab = self.sizes.hidden, self.vocab.size
        wide = self.context.length * self.sizes.width.size
        shapes = (self.embedding.table.shape, self.hidden.weight.shape, self.readout.weight.shape)
        if shapes != ((vocab, self.sizes.width.size), (wide, inner), (inner, vocab)):
            raise InvalidShapeError("Mlp", f"parts of shapes {shapes}", f"those of {self.sizes}")

    @classmethod
    def initial(cls, sizes: MlpSizes, beginning: Beginning) -> "Mlp":
        """Return a model with random numbers.

        Args:
            sizes: what it is made of.
            beginning: how the numbers are drawn, and their precision.
        """
        wide = sizes.context.length * sizes.width.size
        return cls(
            sizes,
            Embedding.initial(sizes.vocab, sizes.width, beginning),
            Linear.initial(wide, sizes.hidden, beginning),
            Linear.initial(sizes.hidden, sizes.vocab.size, beginning),
        )

    @property
    def vocab(self) -> VocabSize:
        """How many different tokens there are, V."""
        return self.sizes.vocab

    @property
    def context(self) -> WindowLength:
        """How many tokens it sees at once, N."""
        return self.sizes.context

    def scores(self, tokens: IntArray, _mode: AnyMode, /) -> Tensor:
        """Return the scores, [B, T] to [B, T, V].

        Args:
            tokens: ids from 0 to below V; T is at most N.
            _mode: chance plays no part.

        Raises:
            InvalidTypeError: the ids are no whole numbers.
            InvalidShapeError: they are no table, or T is longer than N.
            InvalidValueError: an id is outside the vocabulary, or a number beyond every float.
        """
        require_window("Mlp", tokens, self.context)
        return self.readout(tanh(self.hidden(self._side_by_side(self.embedding(tokens)))))

    def _side_by_side(self, rows: Tensor) -> Tensor:
        """Put the N rows that end at each position side by side, [B, T, D] to [B, T, N · D]."""
        batch, length, width = rows.shape
        reach = self.context.length
        nothing = constant_like(rows, np.zeros((batch, reach - 1, width)))
        text = joined([nothing, rows], axis=1)
        return joined([text[:, k : k + length] for k in range(reach)], axis=2)
