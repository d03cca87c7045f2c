"""Small layers, blocks and transformers of width 4 with no special numbers in them."""

from tests.core.slopes import drawn, scattered

from ctml.attention import (
    BlockCount,
    FeedForward,
    HeadCount,
    Hidden,
    InnerDimension,
    LayerNorm,
    MultiHeadAttention,
    NormPlacement,
    Readout,
    SequenceExample,
    TransformerBlock,
    TransformerParameters,
    TransformerSizes,
    initial_parameters,
)
from ctml.domain import ModelDimension, TokenId, TokenSequence, VocabSize
from ctml.tensor import Matrix

WIDTH = 4
SIZES = TransformerSizes(
    VocabSize(5), ModelDimension(WIDTH), HeadCount(2), InnerDimension(6), BlockCount(2)
)


def parameters(placement: NormPlacement = NormPlacement.PRE) -> TransformerParameters:
    start = initial_parameters(SIZES, 1, placement)
    return start.with_arrays(scattered(start.arrays, 2))


def block(placement: NormPlacement = NormPlacement.PRE) -> TransformerBlock:
    return parameters(placement).blocks[0]


def layer_norm() -> LayerNorm:
    return block().attention_norm


def multi_head() -> MultiHeadAttention:
    return block().attention


def feed_forward() -> FeedForward:
    return block().feed_forward


def readout() -> Readout:
    return parameters().readout


def hidden(length: int = 5, seed: int = 4) -> Hidden:
    return Hidden(Matrix(drawn(seed, (length, WIDTH))))


def text(*indices: int) -> TokenSequence:
    return TokenSequence(map(TokenId, indices))


EXAMPLE = SequenceExample.from_text(text(1, 3, 1, 4, 0, 2))
"""One token comes twice, so that its gradient has two parts."""
