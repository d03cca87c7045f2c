"""LinearToLogits: numbers become a score for each token."""

from dataclasses import dataclass

import numpy as np

from ctml.category import Morphism
from ctml.domain import Logits, Parameters, Vector
from ctml.errors import InvalidShapeError


@dataclass(frozen=True, slots=True, repr=False)
class LinearToLogits(Morphism[Vector, Logits]):
    """Score every token: z = v · lm_head + bias, with v [D], lm_head [D, V], bias and z [V].

    Attributes:
        parameters: where the head and the bias stand.
    """

    parameters: Parameters

    def __call__(self, vector: Vector, /) -> Logits:
        """Return the scores.

        Args:
            vector: what is known about a token, shape [D].

        Raises:
            InvalidShapeError: the vector is not as wide as the model.
            InvalidValueError: a score is too large for a float.
        """
        width, given = self.parameters.dimension.size, vector.values.size
        if given != width:
            needed = f"{width} numbers, as many as lm_head has rows"
            raise InvalidShapeError("LinearToLogits", f"a Vector of {given}", needed)
        with np.errstate(all="ignore"):  # Logits say it better
            return Logits(vector.values @ self.parameters.lm_head + self.parameters.bias)
