"""FusedBlock: gather from the others, then think; twice around a shortcut, both ways."""

from ctml.models.fused.attention import FusedAttention
from ctml.models.fused.feed_forward import FusedFeedForward
from ctml.models.fused.layer_norm import FusedLayerNorm
from ctml.models.fused.room import Room
from ctml.models.fused.tables import Tables
from ctml.tensor import Array


class FusedBlock:
    """x ← x + attention(norm(x)), then x ← x + feed_forward(norm(x)), in place.

    A shortcut hands its slope on unchanged, so the way back adds to the slope where it lies:

        dx ← dx + norm'(feed_forward'(dx)), then dx ← dx + norm'(attention'(dx))
    """

    def __init__(self, tables: Tables, room: Room) -> None:
        """Take what it needs, once.

        Args:
            tables: those of the block.
            room: what all blocks share.
        """
        self._attention_norm = FusedLayerNorm(tables.under("attention_norm"), room.rows)
        self._attention = FusedAttention(tables.under("attention"), room)
        self._feed_forward_norm = FusedLayerNorm(tables.under("feed_forward_norm"), room.rows)
        self._feed_forward = FusedFeedForward(tables.under("feed_forward"), room)
        self._added = room.added

    def forward(self, x: Array) -> None:
        """Walk it in place.

        Args:
            x: shape [N, D].
        """
        self._attention.forward(self._attention_norm.forward(x), self._added)
        x += self._added
        self._feed_forward.forward(self._feed_forward_norm.forward(x), self._added)
        x += self._added

    def backward(self, dx: Array) -> None:
        """Walk it backwards in place.

        Args:
            dx: the slope of what came out, then of what went in, shape [N, D].
        """
        self._feed_forward.backward(self._feed_forward_norm.y, dx, self._added)
        self._feed_forward_norm.backward(self._added, dx)
        self._attention.backward(self._attention_norm.y, dx, self._added)
        self._attention_norm.backward(self._added, dx)
