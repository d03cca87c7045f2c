"""FusedFeedForward: each position thinks by itself, forwards and backwards."""

import numpy as np

from ctml.models.fused.gelu import FusedGelu
from ctml.models.fused.room import Room
from ctml.models.fused.tables import Tables
from ctml.tensor import Array


class FusedFeedForward:
    """y = gelu(x · w_in + b_in) · w_out + b_out, with u and g before and after the bend.

    dg = dy · w_outᵀ          dw_out = gᵀ · dy      db_out = Σ dy
    du = dg ∘ gelu'(u)        dw_in = xᵀ · du       db_in = Σ du       dx = du · w_inᵀ
    """

    def __init__(self, tables: Tables, room: Room) -> None:
        """Take what it needs, once.

        Args:
            tables: ``w_in`` [D, I], ``b_in`` [I], ``w_out`` [I, D] and ``b_out`` [D].
            room: what all blocks share; it says how many rows there are, N.
        """
        self._w_in, self._b_in = tables["w_in"], tables["b_in"]
        self._w_out, self._b_out = tables["w_out"], tables["b_out"]
        self._u, self._g = np.empty_like(room.inner), np.empty_like(room.inner)
        self._du, self._summing = room.inner, np.ones(room.rows, room.inner.dtype)
        self._gelu = FusedGelu(self._u, self._g)

    def forward(self, x: Array, y: Array) -> None:
        """Write y.

        Args:
            x: shape [N, D]; it must still be the same on the way back.
            y: shape [N, D].
        """
        np.matmul(x, self._w_in.value, out=self._u)
        self._u += self._b_in.value
        self._gelu.forward()  # from here on, u holds the slopes of the bend
        np.matmul(self._g, self._w_out.value, out=y)
        y += self._b_out.value

    def backward(self, x: Array, dy: Array, dx: Array) -> None:
        """Write dx, and the slopes of the four tables.

        Args:
            x: what went in, shape [N, D].
            dy: shape [N, D].
            dx: shape [N, D].
        """
        np.matmul(self._summing, dy, out=self._b_out.slope)
        np.matmul(self._g.T, dy, out=self._w_out.slope)
        np.matmul(dy, self._w_out.value.T, out=self._du)
        self._du *= self._u
        np.matmul(self._summing, self._du, out=self._b_in.slope)
        np.matmul(x.T, self._du, out=self._w_in.slope)
        np.matmul(self._du, self._w_in.value.T, out=dx)
