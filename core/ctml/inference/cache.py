"""EmptyCache and PrefilledCache: reading with a transformer, a position at a time."""

from dataclasses import dataclass

import numpy as np

from ctml.domain import IntArray, Logits, TokenId, TokenStream
from ctml.errors import InvalidValueError
from ctml.inference.cached_model import CachedModel, ModelWeights
from ctml.inference.reading import window_start
from ctml.models import Transformer
from ctml.tensor import Array


@dataclass(frozen=True, slots=True, init=False, eq=False)
class EmptyCache:
    """A transformer that has read nothing yet. Only ``prefill`` makes a cache that can decode.

    Attributes:
        weights: its numbers, as reading needs them.

    Raises:
        InvalidValueError: the transformer has another bend than the tanh form of GELU.
    """

    weights: ModelWeights

    def __init__(self, model: Transformer) -> None:
        if not model.bends_by_gelu:
            needed = "a transformer that bends by the tanh form of GELU"
            raise InvalidValueError("EmptyCache", "another bend", needed)
        object.__setattr__(self, "weights", ModelWeights(model))

    def prefill(self, prompt: TokenStream, /) -> "PrefilledCache":
        """Return the reading of a whole prompt at once; it may be longer than the context.

        Args:
            prompt: at least one token.

        Raises:
            InvalidValueError: there is none, a token is outside the vocabulary, or a number is
                beyond every float.
        """
        if not len(prompt):
            raise InvalidValueError("prefill", "a text without tokens", "at least one token")
        start = window_start(len(prompt), self.weights.sizes.context)
        return _read(self.weights, prompt.ids[start:])


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PrefilledCache:
    """What a transformer knows about a text, ready for its next token.

    All readings of one text share one cache, in which each knows its place. A cache can't be
    undone, so that a reading can be gone on from once.

    Attributes:
        weights: the transformer's numbers.
        cache: the keys and values of the window.
        window: the ids of the window, shape [C], of which the first ``length`` are there.
        length: how many tokens of the window were read.
        scores: of each token that may come next, shape [V].
    """

    weights: ModelWeights
    cache: CachedModel
    window: IntArray
    length: int
    scores: Array

    @property
    def logits(self) -> Logits:
        """The score of each token that may come next, shape [V].

        Raises:
            InvalidValueError: one is beyond every float.
        """
        return Logits(self.scores.astype(np.float64))

    def decode(self, token: TokenId, /) -> "PrefilledCache":
        """Return the reading with one token more; nothing that was read before is computed again.

        If the window is full, its oldest half is forgotten and the rest is read anew.

        Args:
            token: the next one.

        Raises:
            InvalidValueError: it is outside the vocabulary, or this reading was gone on from.
        """
        if self.cache.end != self.length:
            raise InvalidValueError("decode", "a reading that was gone on from", "the newest one")
        if self.length == len(self.window):
            start = window_start(self.length + 1, self.weights.sizes.context)
            return _read(self.weights, np.append(self.window[start:], token.index))
        self.window[self.length] = token.index
        end = self.length + 1
        scores = self.cache.read(self.window[self.length : end])
        return PrefilledCache(self.weights, self.cache, self.window, end, scores)


def _read(weights: ModelWeights, tokens: IntArray) -> PrefilledCache:
    window = np.zeros(weights.sizes.context.length, np.int64)
    window[: tokens.size] = tokens
    cache = CachedModel(weights)
    return PrefilledCache(weights, cache, window, tokens.size, cache.read(tokens))
