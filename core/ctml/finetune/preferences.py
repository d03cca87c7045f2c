"""Preferences: two answers to one prompt, of which somebody liked one better."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ctml.domain import TokenStream
from ctml.errors import InvalidShapeError
from ctml.finetune.answers import AnswerBatch, Answered
from ctml.nn import cross_entropy
from ctml.tensor import Tensor, stacked, transposed


@dataclass(frozen=True, slots=True)
class Preference:
    """A prompt and two answers.

    Attributes:
        prompt: x, at least one token.
        chosen: y_w, the answer that was liked better, at least one token.
        rejected: y_l, the other one, at least one token.

    Raises:
        InvalidTypeError: one of them is no ``TokenStream``.
        InvalidValueError: one of them is empty.
    """

    prompt: TokenStream
    chosen: TokenStream
    rejected: TokenStream

    def __post_init__(self) -> None:
        for answer in (self.chosen, self.rejected):
            Answered(self.prompt, answer)


@dataclass(frozen=True, slots=True, eq=False)
class PreferenceBatch:
    """B preferences, the two answers apart.

    Attributes:
        chosen: each prompt with the answer that was liked better.
        rejected: each prompt with the other one.

    Raises:
        InvalidShapeError: there are not as many of the one as of the other.
    """

    chosen: AnswerBatch
    rejected: AnswerBatch

    def __post_init__(self) -> None:
        better, worse = len(self.chosen.windows), len(self.rejected.windows)
        if better != worse:
            given = f"{better} chosen and {worse} rejected answers"
            raise InvalidShapeError("PreferenceBatch", given, "two answers to each prompt")

    @classmethod
    def of(cls, preferences: Sequence[Preference]) -> "PreferenceBatch":
        """Return the preferences as a batch.

        Args:
            preferences: B of them.

        Raises:
            InvalidValueError: there are none.
        """
        return cls(
            AnswerBatch.of([Answered(one.prompt, one.chosen) for one in preferences]),
            AnswerBatch.of([Answered(one.prompt, one.rejected) for one in preferences]),
        )


def bradley_terry_loss(chosen: Tensor, rejected: Tensor) -> Tensor:
    """Return the mean surprise at the preferences, if the better answer wins by its lead.

        p(y_w beats y_l) = sigmoid(r_w - r_l) = e^r_w / (e^r_w + e^r_l)        L = -1/B · Σ_b ln p_b

    It is a softmax over two, and its surprise a cross-entropy (Bradley and Terry, 1952). The
    slope is -(1 - p_b) / B for the chosen answer and the opposite for the rejected one: the surer
    and righter, the less is learned.

    Args:
        chosen: r_w, what each better answer is worth, [B].
        rejected: r_l, what the other one is worth, [B].

    Raises:
        InvalidTypeError: the two differ in precision.
        InvalidShapeError: they are no rows of one length.
    """
    if len(chosen.shape) != 1:
        raise InvalidShapeError("bradley_terry_loss", f"shape {chosen.shape}", "a row, [B]")
    won = np.zeros(chosen.shape, dtype=np.int64)
    return cross_entropy(transposed(stacked([chosen, rejected])), won)
