"""Greedy and DrawAt: from how likely each token is to one token."""

from dataclasses import dataclass

import numpy as np

from ctml.category import Morphism
from ctml.domain import Distribution, TokenId
from ctml.domain.finite_number import share_below_one


@dataclass(frozen=True, slots=True, repr=False)
class Greedy(Morphism[Distribution, TokenId]):
    """Take the most likely token; of several, the one with the smallest id."""

    def __call__(self, distribution: Distribution, /) -> TokenId:
        """Return the token.

        Args:
            distribution: p, shape [V].
        """
        return TokenId(int(distribution.values.argmax()))


@dataclass(frozen=True, slots=True, repr=False)
class DrawAt(Morphism[Distribution, TokenId]):
    """Lay the tokens side by side, each as wide as it is likely, and take the one at ``chance``.

        the first i with p_0 + … + p_i > chance

    The chance is given and not taken, so that this is an arrow like others: equal results for
    equal values. With ``chance = generator.random()`` token i comes with probability p_i, and one
    of probability 0 never does.

    Attributes:
        chance: where to look, from 0 to below 1.

    Raises:
        InvalidTypeError: it is not a number.
        InvalidValueError: it is negative, or 1 or more.
    """

    chance: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "chance", share_below_one("DrawAt", self.chance))

    def __call__(self, distribution: Distribution, /) -> TokenId:
        """Return the token.

        Args:
            distribution: p, shape [V].
        """
        through = np.cumsum(distribution.values)
        point = self.chance * float(through[-1])
        place = int(np.searchsorted(through, point, side="right"))
        last = int(np.flatnonzero(distribution.values)[-1])  # rounding may point past it
        return TokenId(min(place, last))
