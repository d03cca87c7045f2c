"""gelu: a bend and its slope, in one walk over the numbers."""

import numpy as np

from ctml.nn.activation import CUBIC, ROOT_2_PER_PI
from ctml.tensor import Array

CHUNK = 64 * 1024
"""So many numbers at a time stay in the nearer memory while they are worked on."""


class FusedGelu:
    """g = u · h with h = (1 + tanh z) / 2 and z = √(2/π) · (u + 0.044715 u³) (arXiv 1606.08415).

    As dh/dz = 2h · (1 - h), the slope is

        dg/du = h + 2 · g · (1 - h) · √(2/π) · (1 + 3 · 0.044715 u²)

    Both are found together, a few rows at a time: the numbers stay in the nearest memory, and the
    way back is a single product.
    """

    def __init__(self, u: Array, g: Array) -> None:
        """Take what it needs, once.

        Args:
            u: what goes in, shape [N, I]; afterwards it holds the slopes.
            g: where the results go, shape [N, I].
        """
        together = max(1, CHUNK // u.shape[1])
        chunks = [slice(start, start + together) for start in range(0, len(u), together)]
        self._chunks = [(u[here], g[here]) for here in chunks]
        self._square, self._h = np.empty_like(u[:together]), np.empty_like(u[:together])

    def forward(self) -> None:
        """Write g, and dg/du in the place of u."""
        for u, g in self._chunks:
            _bend(u, g, self._square[: len(u)], self._h[: len(u)])


def _bend(u: Array, g: Array, square: Array, h: Array) -> None:
    np.multiply(u, u, out=square)
    np.multiply(square, ROOT_2_PER_PI * CUBIC, out=h)
    h += ROOT_2_PER_PI
    h *= u
    np.tanh(h, out=h)
    h *= 0.5
    h += 0.5
    np.multiply(u, h, out=g)
    square *= 6 * ROOT_2_PER_PI * CUBIC
    square += 2 * ROOT_2_PER_PI
    square *= g
    np.subtract(1, h, out=u)
    u *= square
    u += h
