"""AdamW: Adam with a pull towards 0 of its own (Loshchilov and Hutter, arXiv 1711.05101)."""

from dataclasses import dataclass, replace
from typing import TypeVar

from ctml.domain import AdamState, LearningRate, NamedArrays, Product
from ctml.domain.finite_number import non_negative_number
from ctml.domain.kind import require_kind
from ctml.optim.adam import Adam
from ctml.optim.descent import descend
from ctml.optim.trainable import Trainable

P = TypeVar("P", bound=Trainable)


@dataclass(frozen=True, slots=True)
class AdamW:
    """Adam, and beside it a decay that its running means never see.

        θ = θ - learning_rate · (m̂ / (√v̂ + ε) + λ·θ)

    Put into the gradient instead, the pull λ·θ would be divided by √v̂ like everything there, and
    numbers with steep slopes would hardly decay.

    Attributes:
        adam: the settings of Adam.
        decay: λ, how strong the pull is; 0 leaves plain Adam.

    Raises:
        InvalidTypeError: ``decay`` is not a number, or ``adam`` something else.
        InvalidValueError: it is negative, NaN or infinite.
    """

    adam: Adam
    decay: float = 0.01

    def __post_init__(self) -> None:
        require_kind("AdamW.adam", self.adam, Adam, "an Adam")
        object.__setattr__(self, "decay", non_negative_number("AdamW.decay", self.decay))

    def start(self, parameters: Trainable, /) -> AdamState:
        """Return the state before the first step: Adam's."""
        return self.adam.start(parameters)

    def step(self, now: Product[P, AdamState], gradient: NamedArrays, /) -> Product[P, AdamState]:
        """Return the parameters after one step, and the state that goes with them.

        Args:
            now: the parameters and the state before the step.
            gradient: ∂loss/∂θ, with the names and shapes of the parameters.

        Raises:
            InvalidShapeError: gradient or state don't fit the parameters.
            InvalidValueError: a number grows beyond every float.
        """
        pull = now.first.arrays.mapped(lambda theta: self.decay * theta)
        decayed = descend(now.first, self.adam.learning_rate, pull)
        return self.adam.step(Product(decayed, now.second), gradient)

    def with_rate(self, rate: LearningRate, /) -> "AdamW":
        """Return the same rule at another learning rate; the decay's pace goes with it."""
        return replace(self, adam=self.adam.with_rate(rate))
