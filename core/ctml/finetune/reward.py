"""RewardModel: one number that says how good an answer is (arXiv 2203.02155, section 3.5)."""

from dataclasses import dataclass

import numpy as np

from ctml.domain import IntArray
from ctml.finetune.answers import AnswerBatch
from ctml.finetune.preferences import PreferenceBatch, bradley_terry_loss
from ctml.models import LanguageModel
from ctml.nn import AnyMode, Beginning, Linear, Module
from ctml.nn.module import require_shape
from ctml.tensor import Tensor, reshaped, rows_at


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RewardModel(Module):
    """r(x, y) = head(the body's scores at the last token of the answer).

    The paper takes the readout away and puts a head on what the last block gives. Here the head
    reads the scores, which every language model has; for one whose scores are a linear map of
    what the last block gives, head and readout together are such a head again.

    Attributes:
        body: any language model.
        head: V scores to one number, [V] to [1].

    Raises:
        InvalidShapeError: the head doesn't fit the body's vocabulary.
    """

    body: LanguageModel
    head: Linear

    def __post_init__(self) -> None:
        require_shape("RewardModel.head", self.head.weight, self.body.vocab.size, 1)

    @classmethod
    def initial(cls, body: LanguageModel, beginning: Beginning) -> "RewardModel":
        """Return a model with a random head, which has no taste yet.

        Args:
            body: any language model, of the same precision.
            beginning: how the head is drawn.
        """
        return cls(body, Linear.initial(body.vocab.size, 1, beginning))

    def rewards(self, batch: AnswerBatch, mode: AnyMode) -> Tensor:
        """Return what each answer is worth, [B].

        Args:
            batch: prompts with their answers; each whole text is read, to its last token.
            mode: whether it trains.

        Raises:
            InvalidShapeError: a text is longer than the body's context.
            InvalidValueError: a token is outside the vocabulary.
        """
        windows = batch.windows
        texts = np.concatenate([windows.inputs[:, :1], windows.targets], axis=1)
        count, length = texts.shape
        rows = reshaped(self.body.scores(texts, mode), count * length, self.body.vocab.size)
        starts: IntArray = length * np.arange(count, dtype=np.int64)
        return reshaped(self.head(rows_at(rows, starts + batch.last)), count)

    def loss(self, batch: PreferenceBatch, mode: AnyMode) -> Tensor:
        """Return the mean surprise at the preferences, after Bradley and Terry.

        Args:
            batch: two answers to each prompt.
            mode: whether it trains.

        Raises:
            InvalidShapeError: a text is longer than the body's context.
            InvalidValueError: a token is outside the vocabulary.
        """
        chosen, rejected = self.rewards(batch.chosen, mode), self.rewards(batch.rejected, mode)
        return bradley_terry_loss(chosen, rejected)
