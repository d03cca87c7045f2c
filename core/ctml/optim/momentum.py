"""Momentum: descent that keeps some of its speed."""

from dataclasses import dataclass, replace
from typing import TypeVar

from ctml.domain import LearningRate, MomentumState, NamedArrays, Product, StepCount
from ctml.domain.finite_number import share_below_one
from ctml.domain.kind import require_kind
from ctml.optim.descent import descend
from ctml.optim.trainable import Trainable

P = TypeVar("P", bound=Trainable)


@dataclass(frozen=True, slots=True)
class Momentum:
    """A slope pushes the speed, and the speed moves: u = μ·u + g, then θ = θ - learning_rate · u.

    Attributes:
        learning_rate: how far a step goes for a velocity of 1.
        kept: how much of the velocity lives on into the next step, 0 <= μ < 1.

    Raises:
        InvalidTypeError: ``kept`` is not a number, or the rate a bare one.
        InvalidValueError: it is outside its range.
    """

    learning_rate: LearningRate
    kept: float = 0.9

    def __post_init__(self) -> None:
        require_kind("Momentum.learning_rate", self.learning_rate, LearningRate, "a LearningRate")
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
