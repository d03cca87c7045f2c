"""Activations: the bends between linear maps, without which a stack of them were one."""

import math
from dataclasses import dataclass

from ctml.nn.layer import PlainLayer
from ctml.tensor import Tensor, cubed, erf, relu, sigmoid, tanh

ROOT_2_PER_PI = math.sqrt(2 / math.pi)
CUBIC = 0.044715
"""The two numbers of the paper's approximation by tanh."""

_PER_ROOT_2 = 1 / math.sqrt(2)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ReLU(PlainLayer):
    """y = max(x, 0)."""

    def __call__(self, x: Tensor, /) -> Tensor:
        """Return y, any shape to the same."""
        return relu(x)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Tanh(PlainLayer):
    """y = tanh x, between -1 and 1."""

    def __call__(self, x: Tensor, /) -> Tensor:
        """Return y, any shape to the same."""
        return tanh(x)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Sigmoid(PlainLayer):
    """y = 1 / (1 + e^-x), between 0 and 1."""

    def __call__(self, x: Tensor, /) -> Tensor:
        """Return y, any shape to the same."""
        return sigmoid(x)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class GeluErf(PlainLayer):
    """y = x · Φ(x) = x/2 · (1 + erf(x/√2)), the definition (arXiv 1606.08415).

    Φ(x) is the share of a normal distribution that lies below x.
    """

    def __call__(self, x: Tensor, /) -> Tensor:
        """Return y, any shape to the same."""
        return 0.5 * x * (1 + erf(x * _PER_ROOT_2))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class GeluTanh(PlainLayer):
    """y = x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))), the paper's approximation of the former.

    The two differ by up to 0.0005: numbers trained with one belong to that one. GPT-2 was trained
    with this one.
    """

    def __call__(self, x: Tensor, /) -> Tensor:
        """Return y, any shape to the same.

        Raises:
            InvalidValueError: x³ is beyond every float.
        """
        return 0.5 * x * (1 + tanh(ROOT_2_PER_PI * (x + CUBIC * cubed(x))))
