"""Parameters: every number that the tiny model learns."""

from dataclasses import dataclass

import numpy as np

from ctml.domain.float_array import (
    FloatArray,
    Numbers,
    finite_array,
    hash_numbers,
    same_numbers,
)
from ctml.domain.kind import require_kind
from ctml.domain.named_arrays import NamedArrays
from ctml.domain.sizes import ModelDimension, VocabSize
from ctml.errors import InvalidShapeError

EMBEDDING_SEED = 1
LM_HEAD_SEED = 2


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class Parameters:
    """The numbers of a model that maps a token to scores: logits = embedding[t] · lm_head + bias.

    Attributes:
        embedding: one row of D numbers for each token, shape [V, D], read-only.
        lm_head: turns those D numbers into a score for each token, shape [D, V], read-only.
        bias: what each score starts from, shape [V], read-only.

    Raises:
        InvalidTypeError: something in it is not a table of numbers.
        InvalidValueError: a number is NaN or infinite.
        InvalidShapeError: the three shapes don't fit together, or one is empty.
    """

    embedding: FloatArray
    lm_head: FloatArray
    bias: FloatArray

    def __init__(self, embedding: Numbers, lm_head: Numbers, bias: Numbers) -> None:
        table = finite_array("Parameters.embedding", embedding)
        if table.ndim != 2 or table.size == 0:
            given = f"shape {table.shape}"
            raise InvalidShapeError("Parameters.embedding", given, "a table [V, D], not empty")
        vocab, dimension = table.shape
        object.__setattr__(self, "embedding", table)
        object.__setattr__(self, "lm_head", _shaped("lm_head", lm_head, (dimension, vocab)))
        object.__setattr__(self, "bias", _shaped("bias", bias, (vocab,)))

    @classmethod
    def deterministic(cls, vocab_size: VocabSize, dimension: ModelDimension) -> "Parameters":
        """Return the course's start: small, different numbers, the same on every machine.

        With rows r and columns c counted from 0, and seed 1 for the embedding, 2 for the head:
        entry(r, c) = (((r · cols + c) · 37 + 101 · seed) mod 1000 / 1000 - 0.5) · 0.2; the bias
        is 0.

        Args:
            vocab_size: V, the number of tokens.
            dimension: D, the numbers that describe one token.

        Raises:
            InvalidTypeError: one of the two is a bare number.
        """
        require_kind("Parameters.vocab_size", vocab_size, VocabSize, "a VocabSize")
        require_kind("Parameters.dimension", dimension, ModelDimension, "a ModelDimension")
        vocab, width = vocab_size.size, dimension.size
        embedding = _pattern(vocab, width, EMBEDDING_SEED)
        return cls(embedding, _pattern(width, vocab, LM_HEAD_SEED), np.zeros(vocab))

    @property
    def arrays(self) -> NamedArrays:
        """The same numbers by name, as an optimiser wants them."""
        return NamedArrays(
            {"embedding": self.embedding, "lm_head": self.lm_head, "bias": self.bias}
        )

    def with_arrays(self, arrays: NamedArrays) -> "Parameters":
        """Return parameters with these numbers in place of the present ones.

        Args:
            arrays: embedding [V, D], lm_head [D, V] and bias [V].

        Raises:
            InvalidShapeError: names or shapes are not those of these parameters.
        """
        self.arrays.require_fit("Parameters", arrays)
        return Parameters(arrays["embedding"], arrays["lm_head"], arrays["bias"])

    @property
    def vocab_size(self) -> VocabSize:
        """V: how many tokens the model knows."""
        return VocabSize(self.embedding.shape[0])

    @property
    def dimension(self) -> ModelDimension:
        """D: how many numbers describe one token."""
        return ModelDimension(self.embedding.shape[1])

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Parameters)
            and same_numbers(self.embedding, other.embedding)
            and same_numbers(self.lm_head, other.lm_head)
            and same_numbers(self.bias, other.bias)
        )

    def __hash__(self) -> int:
        return hash(tuple(map(hash_numbers, (self.embedding, self.lm_head, self.bias))))

    def __repr__(self) -> str:
        vocab, dimension = self.embedding.shape
        return f"Parameters(vocab_size={vocab}, dimension={dimension})"

    def __reduce__(self) -> tuple[type["Parameters"], tuple[FloatArray, FloatArray, FloatArray]]:
        """Copy and unpickle through the constructor, so that a copy is as valid and read-only."""
        return (Parameters, (self.embedding, self.lm_head, self.bias))


def _shaped(field: str, values: Numbers, needed: tuple[int, ...]) -> FloatArray:
    array = finite_array(f"Parameters.{field}", values)
    if array.shape != needed:
        given = f"shape {array.shape}"
        raise InvalidShapeError(f"Parameters.{field}", given, f"shape {needed}")
    return array


def _pattern(rows: int, columns: int, seed: int) -> FloatArray:
    place = np.arange(rows * columns, dtype=np.int64).reshape(rows, columns)
    return (((place * 37 + 101 * seed) % 1000) / 1000 - 0.5) * 0.2
