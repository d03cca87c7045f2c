"""Adam: steps of even size along uneven slopes (Kingma and Ba, arXiv 1412.6980)."""

from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from ctml.domain import AdamState, LearningRate, NamedArrays, Product, StepCount
from ctml.domain.finite_number import positive_number, share_below_one
from ctml.domain.kind import require_kind
from ctml.optim.descent import descend
from ctml.optim.trainable import Trainable

P = TypeVar("P", bound=Trainable)


@dataclass(frozen=True, slots=True)
class Adam:
    """The settings of Adam.

    For a gradient g at step t, counted from 1, number by number:

        m = β1·m + (1 - β1)·g            v = β2·v + (1 - β2)·g²
        m̂ = m / (1 - β1^t)               v̂ = v / (1 - β2^t)
        θ = θ - learning_rate · m̂ / (√v̂ + ε)

    Both means start at 0 and would be too small at first; the hats undo this exactly.

    Attributes:
        learning_rate: about how far each number moves in a step.
        beta1: how much of the old mean is kept, 0 <= β1 < 1.
        beta2: how much of the old mean of squares is kept, 0 <= β2 < 1.
        epsilon: keeps the quotient finite where every gradient was 0; above 0.

    Raises:
        InvalidTypeError: a setting is not a number, or the rate a bare one.
        InvalidValueError: it is outside its range.
    """

    learning_rate: LearningRate
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8

    def __post_init__(self) -> None:
        require_kind("Adam.learning_rate", self.learning_rate, LearningRate, "a LearningRate")
        object.__setattr__(self, "beta1", share_below_one("Adam.beta1", self.beta1))
        object.__setattr__(self, "beta2", share_below_one("Adam.beta2", self.beta2))
        object.__setattr__(self, "epsilon", positive_number("Adam.epsilon", self.epsilon))

    def start(self, parameters: Trainable, /) -> AdamState:
        """Return the state before the first step: no steps, both means 0.

        Args:
            parameters: what will be trained.
        """
        zeros = parameters.arrays.zeros()
        return AdamState(StepCount(0), zeros, zeros)

    def step(self, now: Product[P, AdamState], gradient: NamedArrays, /) -> Product[P, AdamState]:
        """Return the parameters after one step, and the state that goes with them.

        Args:
            now: the parameters and the state before the step.
            gradient: ∂loss/∂θ, with the names and shapes of the parameters.

        Raises:
            InvalidShapeError: gradient or state don't fit the parameters.
            InvalidValueError: a number grows beyond every float.
        """
        arrays = now.first.arrays
        arrays.require_fit("Adam.gradient", gradient)
        arrays.require_fit("AdamState.first", now.second.first)
        state = self._remember(now.second, gradient)
        return Product(descend(now.first, self.learning_rate, self._direction(state)), state)

    def with_rate(self, rate: LearningRate, /) -> "Adam":
        """Return the same rule at another learning rate."""
        return replace(self, learning_rate=rate)

    def _remember(self, state: AdamState, gradient: NamedArrays) -> AdamState:
        b1, b2 = self.beta1, self.beta2
        return AdamState(
            state.step.next(),
            state.first.combined(lambda m, g: b1 * m + (1 - b1) * g, gradient),
            state.second.combined(lambda v, g: b2 * v + (1 - b2) * g**2, gradient),
        )

    def _direction(self, state: AdamState) -> NamedArrays:
        t = state.step.count
        first = state.first.mapped(lambda m: m / (1 - self.beta1**t))
        second = state.second.mapped(lambda v: v / (1 - self.beta2**t))
        return first.combined(lambda m, v: m / (np.sqrt(v) + self.epsilon), second)
