"""Temperature: how far apart the scores stand."""

from dataclasses import dataclass

import numpy as np

from ctml.category import Morphism
from ctml.domain import FloatArray, Logits
from ctml.domain.finite_number import positive_number


@dataclass(frozen=True, slots=True, repr=False)
class Temperature(Morphism[Logits, Logits]):
    """z'_i = z_i / T: above 1 the likely and the unlikely come closer, below 1 they part.

    Towards T = 0 all of the probability goes to the largest score, and shares of equal size to
    those that are as large; towards infinity every token gets 1/V. At 0 itself nothing could be
    divided: ``Greedy`` is what is meant there.

    Attributes:
        value: T, above 0.

    Raises:
        InvalidTypeError: it is not a number.
        InvalidValueError: it is 0, negative, NaN or infinite.
    """

    value: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", positive_number("Temperature", self.value))

    def __call__(self, logits: Logits, /) -> Logits:
        """Return the scores, divided.

        Args:
            logits: z, shape [V].
        """
        with np.errstate(over="ignore"):
            scaled = logits.values / self.value
            if not np.isfinite(scaled).all():
                scaled = self._below_largest(logits.values)
        return Logits(scaled)

    def _below_largest(self, scores: FloatArray) -> FloatArray:
        """Return how far each lies below the largest, which is all that counts; as far as goes."""
        lowest = float(np.finfo(np.float64).min)
        below: FloatArray = np.maximum((scores - scores.max()) / self.value, lowest)
        return below
