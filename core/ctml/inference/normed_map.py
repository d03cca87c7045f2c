"""NormedMap: a norm and the linear map behind it as one map, for reading with a cache."""

from dataclasses import dataclass

import numpy as np

from ctml.nn import LayerNorm
from ctml.tensor import Array
from ctml.tensor.standardising import EPSILON


@dataclass(frozen=True, slots=True, eq=False)
class NormedMap:
    """y = norm(x) · W + b, with what is linear in the norm put into the map once and for all.

        (x̂ ∘ gain + shift) · W + b  =  x̂ · (gain ∘ W) + (shift · W + b)

    Attributes:
        weight: gain ∘ W, shape [D, M].
        bias: shift · W + b, shape [M].
        averaging: D times 1 / D, so that a mean is a product.
    """

    weight: Array
    bias: Array
    averaging: Array

    @classmethod
    def of(cls, norm: LayerNorm, weight: Array, bias: Array | float = 0.0) -> "NormedMap":
        """Return the map.

        Args:
            norm: what comes first.
            weight: W, shape [D, M].
            bias: b, shape [M].
        """
        gain, shift = norm.gain.values, norm.bias.values
        averaging = np.full((gain.size, 1), 1 / gain.size, gain.dtype)
        return cls(gain[:, None] * weight, shift @ weight + bias, averaging)

    def __call__(self, x: Array) -> Array:
        """Return y, [T, D] to [T, M]; each row is divided by its deviation last.

        Args:
            x: what is known at each position.
        """
        centred = x - x @ self.averaging
        deviation = np.sqrt((centred * centred) @ self.averaging + EPSILON)
        y: Array = centred @ self.weight
        y /= deviation
        y += self.bias
        return y
