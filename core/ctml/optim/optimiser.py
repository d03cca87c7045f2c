"""Optimiser: what all rules of descent have in common."""

from typing import Protocol, TypeVar

from ctml.domain import LearningRate, NamedArrays, Product, StepCount
from ctml.optim.trainable import Trainable

P = TypeVar("P", bound=Trainable)


class Remembering(Protocol):
    """What an optimiser remembers between two steps; at the least, how many there were."""

    @property
    def step(self) -> StepCount:
        """How many steps were taken."""
        ...


S = TypeVar("S", bound=Remembering)


class Optimiser(Protocol[S]):
    """A rule of descent, with a memory of type S that moves with the parameters.

    A step is an endomorphism of the product: given a gradient, P x S -> P x S. Whoever carries
    on with the parameters alone has forgotten half.
    """

    def start(self, parameters: Trainable, /) -> S:
        """Return the memory before the first step.

        Args:
            parameters: what will be trained.
        """
        ...

    def step(self, now: Product[P, S], gradient: NamedArrays, /) -> Product[P, S]:
        """Return the parameters after one step, and the memory that goes with them.

        Args:
            now: the parameters and the memory before the step.
            gradient: ∂loss/∂θ, with the names and shapes of the parameters.

        Raises:
            InvalidShapeError: gradient or memory don't fit the parameters.
            InvalidValueError: a number grows beyond every float.
        """
        ...


class PacedOptimiser(Optimiser[S], Protocol[S]):
    """An optimiser whose learning rate can be set anew for each step."""

    def with_rate(self, rate: LearningRate, /) -> Optimiser[S]:
        """Return the same rule at another learning rate.

        Args:
            rate: the learning rate.
        """
        ...
