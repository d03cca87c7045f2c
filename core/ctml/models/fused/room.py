"""Room: the memory that all blocks of a transformer share, taken once."""

from dataclasses import dataclass

import numpy as np

from ctml.models.fused.turning import Turn
from ctml.models.transformer_sizes import Positions, TransformerSizes
from ctml.tensor import Array


@dataclass(frozen=True, slots=True)
class Room:
    """What blocks write to one after the other; what is shared stays in the nearest memory.

    Attributes:
        shape: B texts, T positions, H heads.
        turn: what is done to queries and keys, if anything.
        added: what half a block adds to the shortcut, or its slope, [N, D].
        inner: the slope within a feed-forward layer, [N, 4D].
        of_qkv: the slopes of queries, keys and values side by side, [N, 3D].
        upright: the keys or values of each head with their sides exchanged, [B, H, d, T].
        scores: the slopes of all scores, [B, H, T, T].
    """

    shape: tuple[int, int, int]
    turn: Turn | None
    added: Array
    inner: Array
    of_qkv: Array
    upright: Array
    scores: Array

    @classmethod
    def of(
        cls, sizes: TransformerSizes, texts: int, length: int, kind: np.dtype[np.floating]
    ) -> "Room":
        """Take the memory.

        Args:
            sizes: what the transformer is made of.
            texts: B.
            length: T.
            kind: the precision.
        """
        heads, width, narrow = sizes.heads.count, sizes.width.size, sizes.head_width
        shape, rows = (texts, length, heads), texts * length
        return cls(
            shape,
            turn=Turn(shape, width, kind) if sizes.positions is Positions.ROTARY else None,
            added=np.empty((rows, width), kind),
            inner=np.empty((rows, 4 * width), kind),
            of_qkv=np.empty((rows, 3 * width), kind),
            upright=np.empty((texts, heads, narrow, length), kind),
            scores=np.empty((texts, heads, length, length), kind),
        )

    @property
    def rows(self) -> int:
        """N = B · T, all positions of all texts."""
        return self.added.shape[0]

    def heads_of(self, wide: Array) -> tuple[Array, ...]:
        """Return each part of D numbers as the same memory with heads apart, [B, H, T, d].

        Args:
            wide: shape [N, D] for one part, [N, 3D] for queries, keys and values.
        """
        texts, length, heads = self.shape
        parts = wide.shape[1] // self.added.shape[1]
        return tuple(wide.reshape(texts, length, parts, heads, -1).transpose(2, 0, 3, 1, 4))
