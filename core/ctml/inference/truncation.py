"""TopK and TopP: the unlikely end of a distribution is cut off, and the rest shared out anew."""

from dataclasses import dataclass

import numpy as np

from ctml.category import Morphism
from ctml.domain import Distribution, FloatArray, IntArray
from ctml.domain.finite_number import positive_number
from ctml.domain.whole_number import whole_number
from ctml.errors import InvalidValueError


@dataclass(frozen=True, slots=True, repr=False)
class TopK(Morphism[Distribution, Distribution]):
    """Keep the k most likely tokens; of several that are as likely, those with smaller ids.

    Attributes:
        count: k, 1 or more; beyond the vocabulary, all tokens are kept.

    Raises:
        InvalidTypeError: it is not an int.
        InvalidValueError: it is less than 1.
    """

    count: int

    def __post_init__(self) -> None:
        whole_number("TopK", self.count, at_least=1)

    def __call__(self, distribution: Distribution, /) -> Distribution:
        """Return the shares of the k that are kept; all others are exactly 0.

        Args:
            distribution: p, shape [V].
        """
        if self.count >= distribution.values.size:
            return distribution
        return _kept(distribution.values, _likeliest_first(distribution.values)[: self.count])


@dataclass(frozen=True, slots=True, repr=False)
class TopP(Morphism[Distribution, Distribution]):
    """Keep the nucleus: the fewest most likely tokens that reach p together (arXiv 1904.09751).

    With the tokens from the most to the least likely, one is kept if those before it sum to less
    than p. So the token that crosses p is kept, and there is always one.

    Attributes:
        share: p, above 0 and at most 1; 1 keeps all.

    Raises:
        InvalidTypeError: it is not a number.
        InvalidValueError: it is not above 0, or above 1.
    """

    share: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "share", positive_number("TopP", self.share))
        if self.share > 1:
            raise InvalidValueError("TopP", f"{self.share}", "a share of at most 1")

    def __call__(self, distribution: Distribution, /) -> Distribution:
        """Return the shares of the nucleus; all others are exactly 0.

        Args:
            distribution: the probabilities, shape [V].
        """
        if self.share == 1:  # rounding may let the sum reach 1 before the last token
            return distribution
        order = _likeliest_first(distribution.values)
        through = np.cumsum(distribution.values[order])
        crossing = int(np.searchsorted(through, self.share, side="left"))
        return _kept(distribution.values, order[: crossing + 1])


def _likeliest_first(shares: FloatArray) -> IntArray:
    order: IntArray = np.argsort(-shares, kind="stable")
    return order


def _kept(shares: FloatArray, places: IntArray) -> Distribution:
    kept = np.zeros_like(shares)
    kept[places] = shares[places]
    return Distribution(kept / kept.sum())
