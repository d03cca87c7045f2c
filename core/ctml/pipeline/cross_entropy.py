"""CrossEntropy: how surprised a prediction is by what came."""

import math
from dataclasses import dataclass

from ctml.category import Morphism
from ctml.domain import Distribution, Loss, Product, TokenId
from ctml.errors import InvalidValueError


@dataclass(frozen=True, slots=True, repr=False)
class CrossEntropy(Morphism[Product[Distribution, TokenId], Loss]):
    """The surprise at the target, in nats: loss = -ln p[target].

    It is 0 for a certain hit, ln V for a fair guess among V tokens, and without bound for what
    was held impossible.
    """

    def __call__(self, prediction: Product[Distribution, TokenId], /) -> Loss:
        """Return the loss.

        Args:
            prediction: what was predicted, shape [V], and the token that came.

        Raises:
            InvalidValueError: the token is outside the distribution, or had probability 0.
        """
        p, target = prediction.first.values, prediction.second
        if target.index >= p.size:
            needed = f"a target that has a probability, with an index below {p.size}"
            raise InvalidValueError("CrossEntropy", f"{target}", needed)
        chance = float(p[target.index])
        if chance == 0:
            needed = "a target of probability above 0; the surprise at 0 has no bound"
            raise InvalidValueError("CrossEntropy", f"{target} of probability 0", needed)
        return Loss(max(0.0, -math.log(chance)))  # rounding may lift a probability above 1
