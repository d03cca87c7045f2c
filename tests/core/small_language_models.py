"""Small transformers of ``ctml.models`` in every form, with no special numbers in them."""

import numpy as np
from tests.core.module_slopes import scattered

from ctml.attention import BlockCount, HeadCount
from ctml.data import WindowBatch, WindowLength
from ctml.domain import LearningRate, ModelDimension, VocabSize
from ctml.models import Positions, TrainingRule, Transformer, TransformerSizes
from ctml.nn import Beginning
from ctml.optim import Adam, AdamW, ClipByNorm
from ctml.tensor import Precision

FORMS = [(positions, tied) for positions in Positions for tied in (False, True)]
CONTEXT = 7
VOCAB = 11


def sizes(
    positions: Positions, *, tied: bool = False, dropout: float = 0.0, blocks: int = 2
) -> TransformerSizes:
    return TransformerSizes(
        VocabSize(VOCAB), WindowLength(CONTEXT), ModelDimension(8), HeadCount(2),
        BlockCount(blocks), positions, tied, dropout,
    )  # fmt: skip


def transformer(
    positions: Positions = Positions.LEARNED,
    *,
    tied: bool = False,
    precision: Precision = Precision.DOUBLE,
) -> Transformer:
    start = Beginning.seeded(3, precision=precision)
    return scattered(Transformer.initial(sizes(positions, tied=tied), start))


def batch(texts: int, length: int = CONTEXT, seed: int = 5) -> WindowBatch:
    inputs, targets = np.random.default_rng(seed).integers(0, VOCAB, (2, texts, length))
    return WindowBatch(inputs, targets)


def rule(decay: float = 0.1, clip: float | None = 1.0) -> TrainingRule:
    limit = None if clip is None else ClipByNorm(clip)
    return TrainingRule(AdamW(Adam(LearningRate(1.0), beta2=0.99), decay), limit)


def smallest(positions: Positions, *, tied: bool) -> Transformer:
    """Return one of a single block and few numbers, each of whose slopes can be measured."""
    tiny = TransformerSizes(
        VocabSize(5), WindowLength(4), ModelDimension(4), HeadCount(2), BlockCount(1),
        positions, tied,
    )  # fmt: skip
    return scattered(Transformer.initial(tiny, Beginning.seeded(4)))


FEW = WindowBatch([[3, 1, 4], [1, 0, 1]], [[1, 4, 2], [0, 1, 3]])
"""Two windows for the smallest one, with a token that comes three times."""
