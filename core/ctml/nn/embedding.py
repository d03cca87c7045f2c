"""Embedding: a row of numbers for each token."""

from dataclasses import dataclass

from ctml.category import Morphism
from ctml.domain import ModelDimension, VocabSize
from ctml.domain.int_array import IntArray
from ctml.nn.initial import Beginning
from ctml.nn.module import Module, require_shape
from ctml.tensor import Tensor, rows_at


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Embedding(Module, Morphism[IntArray, Tensor]):
    """y[...] = table[indices[...]]: an arrow from token ids to tensors.

    Attributes:
        table: shape [V, D].

    Raises:
        InvalidShapeError: it is no table.
    """

    table: Tensor

    def __post_init__(self) -> None:
        require_shape("Embedding.table", self.table, -1, -1)

    @classmethod
    def initial(
        cls, vocab: VocabSize, dimension: ModelDimension, beginning: Beginning
    ) -> "Embedding":
        """Return a table of random numbers with variance 1/D, so that each row has length near 1.

        Args:
            vocab: V, how many tokens there are.
            dimension: D, how many numbers describe one.
            beginning: where the random numbers come from; the spread is the embedding's own.
        """
        return cls(beginning.rows(vocab.size, dimension.size))

    def __call__(self, indices: IntArray, /) -> Tensor:
        """Return a row for each index, [...] to [..., D].

        Raises:
            InvalidTypeError: the indices are no whole numbers.
            InvalidValueError: an index is outside the vocabulary.
        """
        return rows_at(self.table, indices)
