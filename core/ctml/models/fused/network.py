"""FusedNetwork: a whole transformer over memory that was taken once, forwards and backwards."""

import numpy as np

from ctml.domain import IntArray
from ctml.models.fused.block import FusedBlock
from ctml.models.fused.embedding import FusedEmbedding
from ctml.models.fused.layer_norm import FusedLayerNorm
from ctml.models.fused.readout import FusedReadout
from ctml.models.fused.room import Room
from ctml.models.fused.tables import Tables
from ctml.models.transformer_sizes import TransformerSizes
from ctml.tensor import Array


class FusedNetwork:
    """The same arrow as ``Transformer``, for batches of one shape; tested equal to it.

        x ← embedding(tokens),  x ← block(x) for each,  z = readout(norm(x)),  L = surprise(z)

    The numbers and slopes are parts of two rows that belong to the caller. Nothing is allocated
    from step to step but a few small rows of indices.
    """

    def __init__(self, sizes: TransformerSizes, tables: Tables, texts: int, length: int) -> None:
        """Take what it needs for B texts of T positions, once.

        Args:
            sizes: what the transformer is made of.
            tables: its numbers and slopes.
            texts: B.
            length: T, at most the context.
        """
        self._tied, self._embedding_slope = sizes.tied, tables["embedding.table"].slope
        kind = self._embedding_slope.dtype
        room = Room.of(sizes, texts, length, kind)
        self._x: Array = np.empty((room.rows, sizes.width.size), kind)
        self._embedding = FusedEmbedding(sizes, tables, texts, length)
        self._blocks = [
            FusedBlock(tables.under(f"blocks.{i}"), room) for i in range(sizes.blocks.count)
        ]
        self._final_norm = FusedLayerNorm(tables.under("final_norm"), room.rows)
        self._readout = FusedReadout(sizes, tables, room.rows)
        self._read = room.added

    def scores(self, tokens: IntArray) -> Array:
        """Return z, [B, T] to [N, V]; it is overwritten by the next call.

        Args:
            tokens: ids, each inside the vocabulary.
        """
        self._embedding.forward(tokens, self._x)
        for block in self._blocks:
            block.forward(self._x)
        return self._readout.forward(self._final_norm.forward(self._x))

    def loss(self, tokens: IntArray, targets: IntArray, count: int) -> float:
        """Return the sum of the surprises at the targets over M, in nats.

        Args:
            tokens: ids, shape [B, T], each inside the vocabulary.
            targets: what came next, shape [B, T], likewise.
            count: M, the targets of the whole batch, of which these may be a part.
        """
        self.scores(tokens)
        return self._readout.loss(targets.reshape(-1), count)

    def slopes(self, tokens: IntArray, targets: IntArray, count: int) -> float:
        """Return the loss like ``loss``, and write its slopes to the row of slopes.

        Args:
            tokens: ids, shape [B, T], each inside the vocabulary.
            targets: what came next, shape [B, T], likewise.
            count: M, the targets of the whole batch, of which these may be a part.
        """
        loss = self.loss(tokens, targets, count)
        dx = self._x  # what was known is no longer needed: its slope takes the place
        self._readout.backward(self._final_norm.y, self._read)
        dx[...] = 0
        self._final_norm.backward(self._read, dx)
        for block in reversed(self._blocks):
            block.backward(dx)
        if not self._tied:
            self._embedding_slope[...] = 0
        self._embedding.backward(tokens, dx)
        return loss
