"""Clipping: a gradient that is too long is made shorter, and keeps its direction."""

import math
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from ctml.category import Morphism
from ctml.domain import NamedArrays, Product
from ctml.domain.finite_number import positive_number
from ctml.errors import InvalidValueError
from ctml.optim.optimiser import Optimiser, Remembering
from ctml.optim.trainable import Trainable

P = TypeVar("P", bound=Trainable)
S = TypeVar("S", bound=Remembering)


def global_norm(gradient: NamedArrays) -> float:
    """Return the length of the gradient as one long vector: √(Σ g²) over all its arrays.

    Args:
        gradient: arrays of any shapes.

    Raises:
        InvalidValueError: the length is beyond every float.
    """
    slopes = np.concatenate([array.ravel() for array in gradient.values()])
    largest = float(np.abs(slopes).max(initial=0.0))
    if largest == 0:
        return 0.0
    relative = slopes / largest  # the square of a huge number would be beyond every float
    length = largest * math.sqrt(float(relative @ relative))
    if math.isinf(length):
        raise InvalidValueError("global_norm", "a gradient beyond every float", "a finite length")
    return length


@dataclass(frozen=True, slots=True, repr=False)
class ClipByNorm(Morphism[NamedArrays, NamedArrays]):
    """Shorten to a length of at most ``limit``: g · min(1, limit / ‖g‖) (arXiv 1211.5063).

    All arrays shrink by one factor. Clipping each number for itself would turn the gradient to
    another direction.

    Attributes:
        limit: the largest length, above 0.

    Raises:
        InvalidTypeError: the limit is not a number.
        InvalidValueError: it is 0, negative, NaN or infinite.
    """

    limit: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "limit", positive_number("ClipByNorm.limit", self.limit))

    def __call__(self, gradient: NamedArrays, /) -> NamedArrays:
        """Return the gradient, shortened if it is longer than the limit.

        Args:
            gradient: arrays of any shapes.

        Raises:
            InvalidValueError: its length is beyond every float.
        """
        length = global_norm(gradient)
        if length <= self.limit:
            return gradient
        return gradient.mapped(lambda slope: slope * (self.limit / length))


@dataclass(frozen=True)
class Clipped(Generic[S]):
    """An optimiser that sees every gradient through an arrow, such as ``ClipByNorm``.

    Attributes:
        optimiser: the rule of descent.
        clip: from the gradient to what the optimiser gets to see.
    """

    optimiser: Optimiser[S]
    clip: Morphism[NamedArrays, NamedArrays]

    def start(self, parameters: Trainable, /) -> S:
        """Return the memory before the first step."""
        return self.optimiser.start(parameters)

    def step(self, now: Product[P, S], gradient: NamedArrays, /) -> Product[P, S]:
        """Take a step with the clipped gradient.

        Args:
            now: the parameters and the memory before the step.
            gradient: ∂loss/∂θ, with the names and shapes of the parameters.

        Raises:
            InvalidShapeError: gradient or memory don't fit the parameters.
            InvalidValueError: a number grows beyond every float.
        """
        return self.optimiser.step(now, self.clip(gradient))
