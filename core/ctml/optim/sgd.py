"""Sgd: straight down the slope; and Momentum, which keeps some of its speed."""

from dataclasses import dataclass, replace
from typing import TypeVar

from ctml.domain import (
    LearningRate,
    MomentumState,
    NamedArrays,
    Product,
    SgdState,
    StepCount,
)
from ctml.domain.finite_number import share_below_one
from ctml.optim.trainable import Trainable

P = TypeVar("P", bound=Trainable)


@dataclass(frozen=True, slots=True)
class Sgd:
    """Gradient descent: θ = θ - learning_rate · g, number by number.

    Attributes:
        learning_rate: how far a step goes for a slope of 1.
    """

    learning_rate: LearningRate

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


@dataclass(frozen=True, slots=True)
class Momentum:
    """Descent that keeps some of its speed: u = μ·u + g, then θ = θ - learning_rate · u.

    Attributes:
        learning_rate: how far a step goes for a velocity of 1.
        kept: how much of the velocity lives on into the next step, 0 <= μ < 1.

    Raises:
        InvalidTypeError: ``kept`` is not a number.
        InvalidValueError: it is outside its range.
    """

    learning_rate: LearningRate
    kept: float = 0.9

    def __post_init__(self) -> None:
        object.__setattr__(self, "kept", share_below_one("Momentum.kept", self.kept))

    def start(self, parameters: Trainable, /) -> MomentumState:
        """Return the state before the first step: no steps, at rest."""
        return MomentumState(StepCount(0), parameters.arrays.zeros())

    def step(
        self, now: Product[P, MomentumState], gradient: NamedArrays, /
    ) -> Product[P, MomentumState]:
        """Return the parameters after one step, and the state that goes with them.

        Args:
            now: the parameters and the state before the step.
            gradient: ∂loss/∂θ, with the names and shapes of the parameters.

        Raises:
            InvalidShapeError: gradient or state don't fit the parameters.
            InvalidValueError: a number grows beyond every float.
        """
        arrays, state = now.first.arrays, now.second
        arrays.require_fit("Momentum.gradient", gradient)
        arrays.require_fit("MomentumState.velocity", state.velocity)
        velocity = state.velocity.combined(lambda u, g: self.kept * u + g, gradient)
        moved = descend(now.first, self.learning_rate, velocity)
        return Product(moved, MomentumState(state.step.next(), velocity))

    def with_rate(self, rate: LearningRate, /) -> "Momentum":
        """Return the same rule at another learning rate."""
        return replace(self, learning_rate=rate)


def descend(parameters: P, rate: LearningRate, slope: NamedArrays) -> P:
    """Return the parameters moved against the slope: θ - rate · slope.

    Args:
        parameters: θ.
        rate: how far to go for a slope of 1.
        slope: which way is up, with the names and shapes of the parameters.

    Raises:
        InvalidShapeError: the slope doesn't fit the parameters.
        InvalidValueError: a number grows beyond every float.
    """
    moved = parameters.arrays.combined(lambda theta, up: theta - rate.value * up, slope)
    return parameters.with_arrays(moved)
