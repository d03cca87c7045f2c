"""NormedMap: a norm and the linear map behind it as one map, for reading with a cache."""

import math
from dataclasses import dataclass

import numpy as np

from ctml.nn import LayerNorm
from ctml.tensor import Array
from ctml.tensor.standardising import EPSILON


@dataclass(frozen=True, slots=True, eq=False)
class NormedMap:
    """y = norm(x) · W + b for rows x of mean 0, with all that is linear done once and for all.

    A norm divides by √(Σ x² / D + ε) = √(Σ x² + D·ε) / √D, so that

        (x̂ ∘ gain + shift) · W + b  =  x · (√D · gain ∘ W) / √(Σ x² + D·ε) + (shift · W + b)

    It takes away the mean of what it reads. So a text that only norms read may as well be written
    without one: see ``centred``.

    Attributes:
        weight: √D · gain ∘ W, shape [D, M].
        bias: shift · W + b, shape [M].
    """

    weight: Array
    bias: Array

    @classmethod
    def of(cls, norm: LayerNorm, weight: Array, bias: Array | float = 0.0) -> "NormedMap":
        """Return the map.

        Args:
            norm: what comes first.
            weight: W, shape [D, M].
            bias: b, shape [M].
        """
        gain, shift = norm.gain.values, norm.bias.values
        return cls(math.sqrt(gain.size) * gain[:, None] * weight, shift @ weight + bias)

    def __call__(self, x: Array) -> Array:
        """Return y, [T, D] to [T, M]; each row is divided last.

        Args:
            x: what is known at each position, every row of mean 0.
        """
        square = np.vecdot(x, x)[:, None]
        square += x.shape[1] * EPSILON
        y: Array = x @ self.weight
        y /= np.sqrt(square, out=square)
        y += self.bias
        return y


def centred(rows: Array) -> Array:
    """Return what is added to the text as norms see it: each row without its mean.

    Args:
        rows: any shape; the last side is D.
    """
    without: Array = rows - rows.mean(axis=-1, keepdims=True)
    return without
