"""Sampling: how the next token is chosen, as one setting and one chain of arrows."""

from dataclasses import dataclass

import numpy as np

from ctml.category import Morphism
from ctml.domain import Distribution, Logits, TokenId, TokenStream
from ctml.domain.finite_number import non_negative_number
from ctml.inference.drawing import DrawAt
from ctml.inference.repetition import RepetitionPenalty
from ctml.inference.temperature import Temperature
from ctml.inference.truncation import TopK, TopP
from ctml.pipeline import Softmax


@dataclass(frozen=True, slots=True)
class Sampling:
    """What is done to the scores before chance decides.

    Attributes:
        temperature: 0 or more; at 0 the most likely token is always taken.
        top_k: how many tokens may come at all; None for any number.
        top_p: how much of the probability they have together, above 0 and at most 1.
        repetition: the penalty for what was there before, above 0; 1 is none.

    Raises:
        InvalidTypeError: one of them is no number.
        InvalidValueError: one of them is outside its range.
    """

    temperature: float = 1.0
    top_k: int | None = None
    top_p: float = 1.0
    repetition: float = 1.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "temperature", self._checked_temperature())
        object.__setattr__(self, "top_p", TopP(self.top_p).share)
        penalty = RepetitionPenalty(self.repetition, TokenStream([])).penalty
        object.__setattr__(self, "repetition", penalty)
        if self.top_k is not None:
            TopK(self.top_k)

    def shaping(self, seen: TokenStream) -> Morphism[Logits, Distribution]:
        """Return the arrow from scores to what chance has to choose from.

            RepetitionPenalty >> Temperature >> Softmax >> TopK >> TopP

        ``TopK`` is left out if any number may come. At temperature 0 the chain ends with
        ``TopK(1)``: whatever chance says, it is the most likely token.

        Args:
            seen: the tokens that are there already.
        """
        start = RepetitionPenalty(self.repetition, seen)
        if self.temperature == 0:
            return start >> Softmax() >> TopK(1)
        shares = start >> Temperature(self.temperature) >> Softmax()
        if self.top_k is not None:
            shares = shares >> TopK(self.top_k)
        return shares >> TopP(self.top_p)

    def _checked_temperature(self) -> float:
        return non_negative_number("Sampling.temperature", self.temperature)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A token, and what it was chosen from.

    Attributes:
        token: which one it was.
        distribution: how likely each token was at that moment, after all shaping, shape [V].
    """

    token: TokenId
    distribution: Distribution


def choose(
    logits: Logits, seen: TokenStream, sampling: Sampling, draw: np.random.Generator
) -> Chosen:
    """Return the next token, with one random number used up, also where chance has no say.

    Args:
        logits: the scores of the model, shape [V].
        seen: the tokens that are there already.
        sampling: what is done to the scores.
        draw: where the random number comes from; it moves on.

    Raises:
        InvalidValueError: a token that was seen is outside the vocabulary.
    """
    distribution = sampling.shaping(seen)(logits)
    return Chosen(DrawAt(draw.random())(distribution), distribution)
