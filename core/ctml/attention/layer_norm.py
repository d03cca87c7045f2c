"""LayerNorm: every position brought to mean 0 and variance 1 (arXiv 1607.06450)."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from ctml.attention.hidden import Hidden
from ctml.attention.layer import Gradient, Layer
from ctml.attention.roles import Model, Seq
from ctml.domain import FloatArray, ModelDimension, NamedArrays
from ctml.errors import InvalidShapeError, InvalidValueError
from ctml.tensor import Matrix, Row, refused_not_warned, require_row, require_same_shape

EPSILON = 1e-5
"""Keeps the quotient finite where all numbers of a position are equal."""


@dataclass(frozen=True, slots=True, repr=False)
class LayerNorm(Layer):
    """Centre and scale each position by itself, then let every feature choose its own scale.

    With the mean μ and the variance σ² = mean((x - μ)²) over the D numbers of one position:

        x̂ = (x - μ) / √(σ² + 1e-5)         y = gain ∘ x̂ + bias

    No position sees another. The variance divides by D, not by D - 1.

    Attributes:
        gain: g in the paper, shape [Model].
        bias: b in the paper, shape [Model].

    Raises:
        InvalidTypeError: one of them is no row.
        InvalidShapeError: gain and bias differ in length.
    """

    gain: Row[Model]
    bias: Row[Model]

    def __post_init__(self) -> None:
        require_row("LayerNorm.gain", self.gain)
        require_row("LayerNorm.bias", self.bias)
        if self.gain.columns != self.bias.columns:
            given = f"a gain of {self.gain.columns} and a bias of {self.bias.columns}"
            raise InvalidShapeError("LayerNorm", given, "two rows of one length")

    @classmethod
    def initial(cls, dimension: ModelDimension) -> "LayerNorm":
        """Return the layer that only normalises: gain 1, bias 0."""
        return cls(Row(np.ones(dimension.size)), Row(np.zeros(dimension.size)))

    def __call__(self, hidden: Hidden, /) -> Hidden:
        """Return gain ∘ x̂ + bias, [Seq, Model] to the same shape.

        Raises:
            InvalidShapeError: the positions have not as many numbers as the gain.
            InvalidValueError: a number or a variance is beyond every float.
        """
        normalised, _ = self._normalised(hidden)
        with refused_not_warned():
            return Hidden(Matrix(normalised * self.gain.values + self.bias.values))

    def backward(self, hidden: Hidden, upstream: Matrix[Seq, Model], /) -> Gradient:
        """Take the gradient through mean and variance, which depend on x as well.

        With g = gain ∘ dy:  dx = (g - mean(g) - x̂ · mean(g ∘ x̂)) / √(σ² + 1e-5), the means over
        the D numbers of one position; dgain = Σ dy ∘ x̂ and dbias = Σ dy over the positions.

        Raises:
            InvalidShapeError: hidden or upstream don't fit the layer.
            InvalidValueError: a number or a variance is beyond every float.
        """
        normalised, deviation = self._normalised(hidden)
        require_same_shape("LayerNorm.backward", hidden.matrix, upstream)
        with refused_not_warned():
            slopes = upstream.values * self.gain.values
            towards_mean = slopes.mean(axis=1, keepdims=True)
            towards_spread = (slopes * normalised).mean(axis=1, keepdims=True)
            of_input = (slopes - towards_mean - normalised * towards_spread) / deviation
            of_gain = (upstream.values * normalised).sum(axis=0)
        return Gradient(Matrix(of_input), {"gain": of_gain, "bias": upstream.column_sums().values})

    @property
    def arrays(self) -> NamedArrays:
        """The two rows: ``gain`` and ``bias``."""
        return NamedArrays({"gain": self.gain.values, "bias": self.bias.values})

    def with_arrays(self, arrays: NamedArrays, /) -> Self:
        """Return the layer with another gain and bias.

        Raises:
            InvalidShapeError: a name is missing or unknown, or a shape differs.
        """
        self.arrays.require_fit("LayerNorm", arrays)
        return replace(self, gain=Row(arrays["gain"]), bias=Row(arrays["bias"]))

    def _normalised(self, hidden: Hidden) -> tuple[FloatArray, FloatArray]:
        """Return x̂ [Seq, Model] and √(σ² + 1e-5) [Seq, 1]."""
        values = hidden.matrix.values
        if hidden.matrix.columns != self.gain.columns:
            needed = f"positions of {self.gain.columns} numbers"
            raise InvalidShapeError("LayerNorm", f"shape {values.shape}", needed)
        with refused_not_warned():
            centred = values - values.mean(axis=1, keepdims=True)
            deviation = np.sqrt((centred**2).mean(axis=1, keepdims=True) + EPSILON)
        if not np.isfinite(deviation).all():
            raise InvalidValueError("LayerNorm", "numbers too far apart", "a finite variance")
        return centred / deviation, deviation
