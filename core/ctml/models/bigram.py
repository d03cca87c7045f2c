"""Bigram: the next token from the last one alone, as one table."""

from dataclasses import dataclass

import numpy as np

from ctml.data import WindowLength
from ctml.domain import IntArray, VocabSize
from ctml.domain.kind import require_kind
from ctml.models.language_model import LanguageModel
from ctml.models.read_window import require_window
from ctml.nn import AnyMode, Beginning
from ctml.nn.module import require_shape
from ctml.tensor import Tensor, parameter, rows_at


@dataclass(frozen=True, slots=True)
class BigramSizes:
    """What decides the shape of a bigram's table.

    Attributes:
        vocab: V, the number of tokens.
        context: how many tokens it reads at once; it looks at each of them for itself.

    Raises:
        InvalidTypeError: one of them is of another kind.
    """

    vocab: VocabSize
    context: WindowLength

    def __post_init__(self) -> None:
        require_kind("BigramSizes.vocab", self.vocab, VocabSize, "a VocabSize")
        require_kind("BigramSizes.context", self.context, WindowLength, "a WindowLength")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Bigram(LanguageModel):
    """scores[b, t] = table[tokens[b, t]]: a row of scores for each token that came last.

    No table does better on a text than its own counted shares, and their loss is the text's
    bigram entropy (``ctml.models.bigram_entropy``). Training walks towards it; counting
    (``ctml.models.counted_bigram``) goes there at once.

    Attributes:
        sizes: what it is made of.
        table: shape [V, V].

    Raises:
        InvalidShapeError: the table is not V by V.
    """

    sizes: BigramSizes
    table: Tensor

    def __post_init__(self) -> None:
        size = self.sizes.vocab.size
        require_shape("Bigram.table", self.table, size, size)

    @classmethod
    def initial(cls, sizes: BigramSizes, beginning: Beginning) -> "Bigram":
        """Return a table of zeros: every token is as likely, and the loss is ln V.

        Nothing has to be drawn, since no two rows have anything in common.

        Args:
            sizes: what it is made of.
            beginning: its precision.
        """
        shape = (sizes.vocab.size, sizes.vocab.size)
        return cls(sizes, parameter(np.zeros(shape), beginning.precision))

    @property
    def vocab(self) -> VocabSize:
        """How many different tokens there are, V."""
        return self.sizes.vocab

    @property
    def context(self) -> WindowLength:
        """How many tokens it reads at once."""
        return self.sizes.context

    def scores(self, tokens: IntArray, _mode: AnyMode, /) -> Tensor:
        """Return the scores, [B, T] to [B, T, V].

        Args:
            tokens: ids from 0 to below V; T is at most the context.
            _mode: chance plays no part.

        Raises:
            InvalidTypeError: the ids are no whole numbers.
            InvalidShapeError: they are no table, or T is longer than the context.
            InvalidValueError: an id is outside the vocabulary.
        """
        require_window("Bigram", tokens, self.context)
        return rows_at(self.table, tokens)
