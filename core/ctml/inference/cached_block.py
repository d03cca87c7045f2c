"""CachedBlock: a block that reads a few positions and remembers their keys and values."""

import math

import numpy as np

from ctml.inference.normed_map import NormedMap, centred
from ctml.models import TransformerSizes
from ctml.nn import TransformerBlock
from ctml.nn.activation import CUBIC, ROOT_2_PER_PI
from ctml.nn.positions import Pairs
from ctml.tensor import Array

SCALE = (CUBIC * ROOT_2_PER_PI) ** (1 / 3)
"""What the numbers that are bent are multiplied by, so that v³ stands alone in ``bent``."""


class BlockWeights:
    """The tables of a block as reading needs them, whatever the text."""

    def __init__(self, block: TransformerBlock) -> None:
        """Put side by side, and into one another, what is linear.

        Args:
            block: a block of a ``Transformer``.
        """
        attention, thought = block.attention, block.feed_forward
        width = attention.query.shape[0]
        query = attention.query.values * (1 / math.sqrt(width // attention.heads))
        tables = (query, attention.key.values, attention.value.values)
        self.qkv = NormedMap.of(block.attention_norm, np.concatenate(tables, axis=1))
        self.output = centred(attention.output.values)
        w_in, b_in = SCALE * thought.w_in.values, SCALE * thought.b_in.values
        self.inner = NormedMap.of(block.feed_forward_norm, w_in, b_in)
        self.w_out = centred(thought.w_out.values) * (0.5 / SCALE)
        self.b_out = centred(thought.b_out.values)


class CachedBlock:
    """A block with the keys [H, d, C] and values [H, C, d] of all positions that it has read.

    A new position looks at them and at itself, so that nothing read before is computed again. A
    key and a value depend on what stands before them alone; that is why they can be kept.
    """

    def __init__(self, weights: BlockWeights, sizes: TransformerSizes) -> None:
        """Take the memory for a whole window, once.

        Args:
            weights: the tables of the block.
            sizes: what the transformer is made of.
        """
        self._weights, self._heads = weights, sizes.heads.count
        heads, places, narrow = sizes.heads.count, sizes.context.length, sizes.head_width
        kind = weights.output.dtype
        self._keys = np.empty((heads, narrow, places), kind)
        self._values = np.empty((heads, places, narrow), kind)

    def read(self, x: Array, before: int, turns: Pairs | None) -> None:
        """Walk the block in place, for positions that follow those read before.

        Args:
            x: what is known at them, shape [T, D].
            before: how many positions were read before.
            turns: how each pair of a query or key is turned by its place, if at all, [T, d / 2].
        """
        weights = self._weights
        x += self._gathered(weights.qkv(x), before, turns) @ weights.output
        x += bent(weights.inner(x)) @ weights.w_out
        x += weights.b_out

    def _gathered(self, qkv: Array, before: int, turns: Pairs | None) -> Array:
        length, heads = len(qkv), self._heads
        query, key, value = qkv.reshape(length, 3, heads, -1).transpose(1, 2, 0, 3)
        if turns is not None:
            query, key = turned(query, turns), turned(key, turns)
        end = before + length
        self._keys[..., before:end], self._values[:, before:end] = key.swapaxes(-1, -2), value
        scores = query @ self._keys[..., :end]
        if length > 1:
            scores += np.where(np.tri(length, end, before, dtype=np.bool), 0, -np.inf)
        scores -= np.maximum.reduce(scores, axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        found = scores @ self._values[:, :end]
        found /= np.add.reduce(scores, axis=-1, keepdims=True)
        return found.swapaxes(0, 1).reshape(length, -1)


def turned(x: Array, turns: Pairs) -> Array:
    """Return each pair of numbers turned, as rotary positions do: y = x · e^(ia).

    Args:
        x: shape [H, T, d].
        turns: e^(ia) for each place and pair, shape [T, d / 2].
    """
    return (x.view(turns.dtype) * turns).view(x.dtype)


def bent(v: Array) -> Array:
    """Return v · (1 + tanh(√(2/π) · (u + 0.044715 u³))) for v = u · SCALE: 2 · SCALE times GELU.

    In v the argument of tanh is v³ + v · √(2/π) / SCALE.

    Args:
        v: any shape.
    """
    h = v * v
    h += ROOT_2_PER_PI / SCALE
    h *= v
    np.tanh(h, out=h)
    h += 1
    h *= v
    return h
