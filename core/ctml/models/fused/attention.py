"""FusedAttention: positions look back at each other, in all heads at once, both ways."""

import math

import numpy as np

from ctml.models.fused.exponentials import Exponentials
from ctml.models.fused.room import Room
from ctml.models.fused.tables import Tables
from ctml.tensor import Array


class FusedAttention:
    """y = softmax(Q · Kᵀ / √d, within what is visible) · V · output; Q, K, V are x · projections.

    With E = e^(scores) and n = Σ E for each query, the shares are P = E / n. They are never
    written down, as it is cheaper to divide what was gathered, G = E · V / n. On the way back,
    with dG' = dG / n and r = Σ dG' ∘ G for each query (arXiv 2205.14135, appendix B.4):

        dV = Eᵀ · dG'      dS = E ∘ (dG' · Vᵀ - r) / √d      dQ = dS · K      dK = dSᵀ · Q

    Kᵀ and Vᵀ are written out with the factor 1 / √d in them: the BLAS multiplies a small table
    that stands upright in half the time that it takes for one that it has to turn itself.
    """

    def __init__(self, tables: Tables, room: Room) -> None:
        """Take what it needs, once.

        Args:
            tables: ``projections`` [D, 3D] and ``output`` [D, D].
            room: what all blocks share; it says B texts, T positions and H heads.
        """
        self._projections, self._output = tables["projections"], tables["output"]
        (texts, length, heads), width = room.shape, room.added.shape[1]
        self._room, kind = room, room.added.dtype
        self._scale = 1 / math.sqrt(width // heads)
        self._qkv = np.empty((room.rows, 3 * width), kind)
        self._wide = np.empty((room.rows, width), kind)
        self._query, self._key, self._value = room.heads_of(self._qkv)
        (self._gathered,) = room.heads_of(self._wide)
        self._e = np.empty((texts, heads, length, length), kind)
        self._exponentials = Exponentials(self._e)
        self._per_n = np.empty((texts, heads, length, 1), kind)

    def forward(self, x: Array, y: Array) -> None:
        """Write y.

        Args:
            x: shape [N, D], N = B · T; it must still be the same on the way back.
            y: shape [N, D].
        """
        room = self._room
        np.matmul(x, self._projections.value, out=self._qkv)
        if room.turn:
            room.turn.forward(self._qkv)
        np.multiply(self._key.swapaxes(-1, -2), self._scale, out=room.upright)
        np.matmul(self._query, room.upright, out=self._e)
        self._exponentials.forward(self._per_n)
        np.matmul(self._e, self._value, out=self._gathered)
        self._gathered *= self._per_n
        np.matmul(self._wide, self._output.value, out=y)

    def backward(self, x: Array, dy: Array, dx: Array) -> None:
        """Write dx, and the slopes of the two tables.

        Args:
            x: what went in, shape [N, D].
            dy: shape [N, D].
            dx: shape [N, D]; used for the slope of what was gathered first.
        """
        room = self._room
        np.matmul(self._wide.T, dy, out=self._output.slope)
        np.matmul(dy, self._output.value.T, out=dx)
        self._of_heads(*room.heads_of(dx), *room.heads_of(room.of_qkv))
        if room.turn:
            room.turn.backward(room.of_qkv)
        np.matmul(x.T, room.of_qkv, out=self._projections.slope)
        np.matmul(room.of_qkv, self._projections.value.T, out=dx)

    def _of_heads(self, dg: Array, dq: Array, dk: Array, dv: Array) -> None:
        ds, upright = self._room.scores, self._room.upright
        dg *= self._per_n
        r = np.vecdot(dg, self._gathered)[..., None]
        np.matmul(self._e.swapaxes(-1, -2), dg, out=dv)
        np.multiply(self._value.swapaxes(-1, -2), self._scale, out=upright)
        np.matmul(dg, upright, out=ds)
        ds -= r * self._scale
        ds *= self._e
        np.matmul(ds.swapaxes(-1, -2), self._query, out=dk)
        np.matmul(ds, self._key, out=dq)
