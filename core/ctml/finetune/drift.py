"""drift: how far a tuned model has gone from what it was, in nats a token."""

import numpy as np

from ctml.finetune.answers import AnswerBatch
from ctml.finetune.reference import Reference
from ctml.models import LanguageModel
from ctml.nn import AnyMode
from ctml.tensor import Tensor, constant_like, exp, log_softmax, total


def drift(policy: LanguageModel, reference: Reference, batch: AnswerBatch, mode: AnyMode) -> Tensor:
    """Return the mean of KL(π ‖ π_ref) over the places where an answer's token is chosen.

        KL_t = Σ_v π(v | before t) · ln π(v | before t)/π_ref(v | before t)        0 or more

    Added to a loss, it holds the policy near the reference (arXiv 1909.08593, section 2).

    Args:
        policy: π.
        reference: π_ref.
        batch: where the two are compared.
        mode: whether the policy trains.

    Raises:
        InvalidShapeError: a text is longer than the context of one of the two.
        InvalidValueError: a token is outside the vocabulary.
    """
    ours = log_softmax(policy.scores(batch.windows.inputs, mode))
    theirs = log_softmax(reference.scores(batch))
    counts = constant_like(ours, batch.counts.astype(np.float64)[..., np.newaxis])
    return total(exp(ours) * (ours - theirs) * counts) * (1 / int(batch.counts.sum()))
