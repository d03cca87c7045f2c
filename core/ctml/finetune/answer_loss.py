"""Supervised fine-tuning: the loss of the answers alone (arXiv 2203.02155, section 3.5)."""

import numpy as np

from ctml.finetune.answers import AnswerBatch
from ctml.models import LanguageModel
from ctml.nn import AnyMode
from ctml.tensor import (
    Tensor,
    constant_like,
    log_softmax,
    one_of_each_row,
    reshaped,
    total,
)


def answer_loss(model: LanguageModel, batch: AnswerBatch, mode: AnyMode) -> Tensor:
    """Return the mean surprise at the tokens of the answers, in nats.

        L = -1/N · Σ_b Σ_t m_bt · ln p(y_bt | what stands before it)        N = Σ m

    The prompt is read, and nothing is learned from it: where m is 0, the scores get no slope.

    Args:
        model: what is tuned.
        batch: prompts with their answers, and m, which says which is which.
        mode: whether it trains.

    Raises:
        InvalidShapeError: a text is longer than the model's context.
        InvalidValueError: a token is outside the vocabulary.
    """
    return -total(answer_log_probabilities(model, batch, mode)) * (1 / int(batch.counts.sum()))


def answer_log_probabilities(model: LanguageModel, batch: AnswerBatch, mode: AnyMode) -> Tensor:
    """Return how likely each whole answer is after its prompt, as a logarithm, [B].

        ln π(y | x) = Σ_t m_t · ln π(y_t | x, y_1 … y_(t-1))

    Args:
        model: π.
        batch: prompts x with their answers y.
        mode: whether it trains.

    Raises:
        InvalidShapeError: a text is longer than the model's context.
        InvalidValueError: a token is outside the vocabulary.
    """
    scores, targets = model.scores(batch.windows.inputs, mode), batch.windows.targets
    rows = reshaped(log_softmax(scores), targets.size, scores.shape[-1])
    each = reshaped(one_of_each_row(rows, targets.reshape(-1)), *targets.shape)
    counted = each * constant_like(each, batch.counts.astype(np.float64))
    return reshaped(total(counted, 1), len(targets))
