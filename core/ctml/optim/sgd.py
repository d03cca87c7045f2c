"""Sgd: straight down the slope."""

from dataclasses import dataclass
from typing import TypeVar

from ctml.domain import LearningRate, NamedArrays, Product, SgdState, StepCount
from ctml.domain.kind import require_kind
from ctml.optim.descent import descend
from ctml.optim.trainable import Trainable

P = TypeVar("P", bound=Trainable)


@dataclass(frozen=True, slots=True)
class Sgd:
    """Gradient descent: θ = θ - learning_rate · g, number by number.

    Attributes:
        learning_rate: how far a step goes for a slope of 1.

    Raises:
        InvalidTypeError: the rate is a bare number.
    """

    learning_rate: LearningRate

    def __post_init__(self) -> None:
        require_kind("Sgd.learning_rate", self.learning_rate, LearningRate, "a LearningRate")

    def start(self, _parameters: Trainable, /) -> SgdState:
        """Return the state before the first step: no steps."""
        return SgdState(StepCount(0))

    def step(self, now: Product[P, SgdState], gradient: NamedArrays, /) -> Product[P, SgdState]:
        """Return the parameters after one step, and the state that goes with them.

        Args:
            now: the parameters and the state before the step.
            gradient: ∂loss/∂θ, with the names and shapes of the parameters.

        Raises:
            InvalidShapeError: the gradient doesn't fit the parameters.
            InvalidValueError: a number grows beyond every float.
        """
        now.first.arrays.require_fit("Sgd.gradient", gradient)
        after = now.second.step.next()
        return Product(descend(now.first, self.learning_rate, gradient), SgdState(after))

    def with_rate(self, rate: LearningRate, /) -> "Sgd":
        """Return plain descent at another learning rate."""
        return Sgd(rate)
