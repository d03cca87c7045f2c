"""Turn: rotary positions, each pair of numbers as one complex number."""

import numpy as np

from ctml.nn.positions import Pairs, turns
from ctml.tensor import Array


class Turn:
    """y = x · e^(ia) for each pair of numbers of a query or a key, with the angle a of its place.

    A pair (x, y) taken for x + iy is turned by one product (arXiv 2104.09864, equation 34), and
    the way back turns the other way: dx = dy · e^(-ia).
    """

    def __init__(
        self, shape: tuple[int, int, int], width: int, kind: np.dtype[np.floating]
    ) -> None:
        """Find the turns of all places, once.

        Args:
            shape: B texts, T positions, H heads.
            width: D.
            kind: the precision.
        """
        self._texts, self._length, heads = shape
        one = turns(self._length, width // heads, kind)
        self._turns = np.tile(one, (1, 2 * heads))  # all heads of the queries, then of keys
        self._back = self._turns.conj()

    def forward(self, qkv: Array) -> None:
        """Turn queries and keys where they are.

        Args:
            qkv: queries, keys and values side by side, shape [N, 3D].
        """
        self._queries_and_keys(qkv)[...] *= self._turns

    def backward(self, of_qkv: Array) -> None:
        """Turn their slopes back where they are.

        Args:
            of_qkv: the slopes side by side, shape [N, 3D].
        """
        self._queries_and_keys(of_qkv)[...] *= self._back

    def _queries_and_keys(self, qkv: Array) -> Pairs:
        pairs = qkv.view(self._turns.dtype).reshape(self._texts, self._length, -1)
        return pairs[..., : self._turns.shape[1]]
