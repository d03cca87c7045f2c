"""CachedModel: a transformer that reads a window in parts, and computes nothing twice."""

import math

import numpy as np

from ctml.domain import IntArray
from ctml.errors import InvalidValueError
from ctml.inference.cached_block import BlockWeights, CachedBlock
from ctml.inference.normed_map import NormedMap, centred
from ctml.models import Positions, Transformer
from ctml.nn.positions import Pairs, turns
from ctml.tensor import Array, constant


class ModelWeights:
    """A transformer's numbers as reading needs them, computed once for all texts."""

    @np.errstate(all="ignore")  # scores that are not finite are refused as logits
    def __init__(self, model: Transformer) -> None:
        """Put into one another what is linear, and find the waves or turns of all places.

        Args:
            model: who reads.
        """
        self.sizes, table = model.sizes, model.embedding.table
        width = self.sizes.width.size
        waves = self.sizes.positions is Positions.SINUSOIDAL
        self.table = centred(table.values) * (math.sqrt(width) if waves else 1)
        zeros = constant(np.zeros((self.sizes.context.length, width)), table.precision)
        self.places = centred(model.place(zeros).values)
        self.turns = _turns(model)
        self.blocks = [BlockWeights(block) for block in model.blocks]
        readout = model.readout
        weight = readout.weight.values if readout else table.values.T
        self.readout = NormedMap.of(model.final_norm, weight, readout.bias.values if readout else 0)


class CachedModel:
    """A transformer with the keys and values of one window."""

    def __init__(self, weights: ModelWeights) -> None:
        """Take the memory for a whole window, once.

        Args:
            weights: of the transformer.
        """
        self._weights, self._end = weights, 0
        self._blocks = [CachedBlock(block, weights.sizes) for block in weights.blocks]

    @property
    def end(self) -> int:
        """How many positions of the window were read."""
        return self._end

    @np.errstate(all="ignore")  # scores that are not finite are refused as logits
    def read(self, tokens: IntArray) -> Array:
        """Read the next positions of the window, and return the scores after the last, shape [V].

        Args:
            tokens: ids, shape [T]; with those read before no more than the context.

        Raises:
            InvalidValueError: a token is outside the vocabulary.
        """
        weights, start, end = self._weights, self._end, self._end + tokens.size
        _require_known(tokens, len(weights.table))
        x: Array = weights.table[tokens]
        x += weights.places[start:end]
        turns = None if weights.turns is None else weights.turns[start:end]
        for block in self._blocks:
            block.read(x, start, turns)
        self._end = end
        scores: Array = weights.readout(x[-1:])[0]
        return scores


def _turns(model: Transformer) -> Pairs | None:
    sizes = model.sizes
    if sizes.positions is not Positions.ROTARY:
        return None
    return turns(sizes.context.length, sizes.head_width, model.embedding.table.values.dtype)


def _require_known(tokens: IntArray, vocab: int) -> None:
    largest = int(tokens.max())
    if largest >= vocab:
        needed = f"ids below {vocab}, the size of the vocabulary"
        raise InvalidValueError("CachedModel", f"the token id {largest}", needed)
