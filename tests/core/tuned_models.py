"""Small models and texts that fine-tuning is tested with."""

import numpy as np
from tests.core.module_slopes import scattered

from ctml.attention import BlockCount, HeadCount
from ctml.data import WindowLength
from ctml.domain import FloatArray, ModelDimension, TokenStream, VocabSize
from ctml.finetune import AnswerBatch, Answered, Preference, PreferenceBatch
from ctml.models import Mlp, MlpSizes, Transformer, TransformerSizes
from ctml.nn import Beginning
from ctml.tensor import Array

VOCAB, CONTEXT = VocabSize(6), WindowLength(5)
MLP = scattered(Mlp.initial(MlpSizes(VOCAB, CONTEXT, ModelDimension(3), 4), Beginning.seeded(1)))
TRANSFORMER = scattered(
    Transformer.initial(
        TransformerSizes(VOCAB, CONTEXT, ModelDimension(4), HeadCount(2), BlockCount(1)),
        Beginning.seeded(2),
    )
)


def stream(*ids: int) -> TokenStream:
    return TokenStream(ids)


TEXTS = [Answered(stream(1, 2), stream(3, 4)), Answered(stream(5), stream(0, 3, 1, 2))]
ANSWERS = AnswerBatch.of(TEXTS)
PREFERENCES = PreferenceBatch.of(
    [
        Preference(stream(1, 2), stream(3, 4), stream(0)),
        Preference(stream(5), stream(2), stream(0, 4, 1)),
        Preference(stream(3, 3, 3), stream(1, 1), stream(4, 5)),
    ]
)


def log_softmax(scores: Array) -> FloatArray:
    """Return the logarithms of the shares, as a formula in numpy alone."""
    shares = np.exp(scores.astype(np.float64))
    found: FloatArray = np.log(shares / shares.sum(axis=-1, keepdims=True))
    return found
