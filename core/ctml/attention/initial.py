"""Where training begins: random numbers of the right size, the same for the same seed."""

import numpy as np

from ctml.attention.block import NormPlacement, TransformerBlock
from ctml.attention.feed_forward import FeedForward
from ctml.attention.layer_norm import LayerNorm
from ctml.attention.multi_head import MultiHeadAttention
from ctml.attention.parameters import TransformerParameters
from ctml.attention.readout import Readout
from ctml.attention.sizes import TransformerSizes
from ctml.domain import FloatArray
from ctml.domain.whole_number import whole_number
from ctml.tensor import Matrix, Row


def initial_parameters(
    sizes: TransformerSizes, seed: int, placement: NormPlacement = NormPlacement.PRE
) -> TransformerParameters:
    """Return parameters drawn at random, norms and biases at 1 and 0.

    Every table of r rows is drawn with variance 1/r, so that a sum over its rows keeps the
    variance of what it sums; the embedding with 1/D, to be multiplied by √D when it is looked up.

    Args:
        sizes: how large.
        seed: equal seeds give equal parameters, 0 or more.
        placement: where the blocks normalise.

    Raises:
        InvalidTypeError: the seed is not an int.
        InvalidValueError: it is negative.
    """
    whole_number("initial_parameters", seed, at_least=0)
    draw = np.random.default_rng(seed)
    width, vocab = sizes.model.size, sizes.vocab.size
    embedding = draw.normal(0, width**-0.5, (vocab, width))
    blocks = tuple(_block(sizes, draw, placement) for _ in range(sizes.blocks.count))
    readout = Readout(Matrix(_table(draw, width, vocab)), Row(np.zeros(vocab)))
    final_norm = LayerNorm.initial(sizes.model)
    return TransformerParameters(Matrix(embedding), blocks, final_norm, readout)


def _block(
    sizes: TransformerSizes, draw: np.random.Generator, placement: NormPlacement
) -> TransformerBlock:
    width, inner = sizes.model.size, sizes.inner.size
    query, key, value, output = (_table(draw, width, width) for _ in range(4))
    attention = MultiHeadAttention(
        Matrix(query), Matrix(key), Matrix(value), Matrix(output), sizes.heads
    )
    feed_forward = FeedForward(
        Matrix(_table(draw, width, inner)),
        Row(np.zeros(inner)),
        Matrix(_table(draw, inner, width)),
        Row(np.zeros(width)),
    )
    norm = LayerNorm.initial(sizes.model)
    return TransformerBlock(norm, attention, norm, feed_forward, placement)


def _table(draw: np.random.Generator, rows: int, columns: int) -> FloatArray:
    return draw.normal(0, rows**-0.5, (rows, columns))
