"""Readout: from what is known at each position to a score for each next token."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from ctml.attention.hidden import Hidden
from ctml.attention.layer import Gradient
from ctml.attention.roles import Model, Seq, Vocab
from ctml.category import Morphism
from ctml.domain import FloatArray, NamedArrays
from ctml.errors import InvalidShapeError
from ctml.tensor import Matrix, Row, require_matrix, require_row


@dataclass(frozen=True, slots=True, repr=False)
class Readout(Morphism[Hidden, Matrix[Seq, Vocab]]):
    """A linear map at every position: z = x · weight + bias.

    It leaves Hidden, so it is no endomorphism and ends every chain of blocks.

    Attributes:
        weight: shape [Model, Vocab].
        bias: shape [Vocab].

    Raises:
        InvalidTypeError: the weight is no matrix, or the bias no row.
        InvalidShapeError: there is not one bias for each column of the weight.
    """

    weight: Matrix[Model, Vocab]
    bias: Row[Vocab]

    def __post_init__(self) -> None:
        require_matrix("Readout.weight", self.weight)
        require_row("Readout.bias", self.bias)
        if self.weight.columns != self.bias.columns:
            given = f"a bias of {self.bias.columns} for {self.weight.columns} columns"
            raise InvalidShapeError("Readout", given, "one for each column")

    def __call__(self, hidden: Hidden, /) -> Matrix[Seq, Vocab]:
        """Return the scores, [Seq, Model] to [Seq, Vocab]; they are no probabilities yet.

        Raises:
            InvalidShapeError: the positions have not as many numbers as the weight has rows.
        """
        return (hidden.matrix @ self.weight).plus_row(self.bias)

    def backward(self, hidden: Hidden, upstream: Matrix[Seq, Vocab], /) -> Gradient:
        """Walk the map backwards: dx = dz · weightᵀ,  dweight = xᵀ · dz,  dbias = Σ dz.

        Args:
            hidden: what the readout was given on the way forwards.
            upstream: dz, the gradient of the scores, shape [Seq, Vocab].

        Raises:
            InvalidShapeError: they don't fit the readout or each other.
        """
        of_parameters: Mapping[str, FloatArray] = {
            "weight": (hidden.matrix.transpose() @ upstream).values,
            "bias": upstream.column_sums().values,
        }
        return Gradient(upstream @ self.weight.transpose(), of_parameters)

    @property
    def arrays(self) -> NamedArrays:
        """The map with its bias: ``weight`` and ``bias``."""
        return NamedArrays({"weight": self.weight.values, "bias": self.bias.values})

    def with_arrays(self, arrays: NamedArrays, /) -> Self:
        """Return the readout with other numbers.

        Raises:
            InvalidShapeError: a name is missing or unknown, or a shape differs.
        """
        self.arrays.require_fit("Readout", arrays)
        return replace(self, weight=Matrix(arrays["weight"]), bias=Row(arrays["bias"]))
