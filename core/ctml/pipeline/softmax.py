"""Softmax: scores become probabilities."""

from dataclasses import dataclass

import numpy as np

from ctml.category import Morphism
from ctml.domain import Distribution, Logits


@dataclass(frozen=True, slots=True, repr=False)
class Softmax(Morphism[Logits, Distribution]):
    """Share out certainty by score: p_i = exp(z_i) / Σ_j exp(z_j), z and p of shape [V].

    Only differences of scores count, so the largest is taken away from all of them first:
    exp(z_i - max z) is at most 1 and can't overflow, and the shares are the same.
    """

    def __call__(self, logits: Logits, /) -> Distribution:
        """Return the probabilities.

        Args:
            logits: the scores, any finite numbers.
        """
        with np.errstate(over="ignore", under="ignore"):  # -1e308 - 1e308 weighs 0, as it should
            weights = np.exp(logits.values - logits.values.max())
        return Distribution(weights / weights.sum())
