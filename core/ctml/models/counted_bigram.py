"""Counting: the best table of a text without any training, and how good it can be."""

import numpy as np

from ctml.data import WindowLength
from ctml.domain import FloatArray, Loss, TokenStream, VocabSize
from ctml.domain.finite_number import positive_number
from ctml.errors import InvalidValueError
from ctml.models.bigram import Bigram, BigramSizes
from ctml.tensor import parameter


def counted_bigram(
    stream: TokenStream, vocab: VocabSize, context: WindowLength, smoothing: float
) -> Bigram:
    """Return the model whose probabilities are the shares that were counted in a text.

        p(b | a) = (count(a, b) + s) / (Σ_c count(a, c) + s · V)        table[a, b] = ln p(b | a)

    Without smoothing, a pair that never came would be impossible, and infinitely surprising.

    Args:
        stream: the text, at least two tokens.
        vocab: V, how many tokens there are.
        context: how many tokens the model reads at once.
        smoothing: s, how often each pair is taken to have come besides, above 0.

    Raises:
        InvalidTypeError: the smoothing is not a number.
        InvalidValueError: it is not above 0, the text has no pair, or a token is outside the
            vocabulary.
    """
    counts = _counts("counted_bigram", stream, vocab)
    smoothed = counts + positive_number("counted_bigram.smoothing", smoothing)
    shares = smoothed / smoothed.sum(axis=1, keepdims=True)
    return Bigram(BigramSizes(vocab, context), parameter(np.log(shares)))


def bigram_entropy(stream: TokenStream) -> Loss:
    """Return how surprising a text is at best to who knows the last token alone, in nats.

        H = -1/N · Σ_(a, b) count(a, b) · ln (count(a, b) / Σ_c count(a, c))

    for N pairs: the mean surprise under the text's own shares, below which no table comes.

    Args:
        stream: the text, at least two tokens.

    Raises:
        InvalidValueError: the text has no pair.
    """
    _require_pair("bigram_entropy", stream)
    _, tokens = np.unique(stream.ids, return_inverse=True)
    kinds = int(tokens.max()) + 1
    pairs, of_pair = np.unique(tokens[:-1] * kinds + tokens[1:], return_counts=True)
    of_left = np.bincount(tokens[:-1])[pairs // kinds]
    surprise = float(of_pair @ np.log(of_left / of_pair)) / (len(stream) - 1)
    return Loss(surprise)


def _counts(noun: str, stream: TokenStream, vocab: VocabSize) -> FloatArray:
    """Return how often each token followed each, [V, V]."""
    _require_pair(noun, stream)
    size = vocab.size
    if stream.ids.max() >= size:
        needed = f"ids below {size}, the size of the vocabulary"
        raise InvalidValueError(noun, f"the token id {stream.ids.max()}", needed)
    codes = stream.ids[:-1] * size + stream.ids[1:]
    counts: FloatArray = np.bincount(codes, minlength=size * size).astype(np.float64)
    return counts.reshape(size, size)


def _require_pair(noun: str, stream: TokenStream) -> None:
    if len(stream) < 2:
        raise InvalidValueError(noun, f"a text of {len(stream)} tokens", "at least two tokens")
