"""LossStep: a step down any loss, which ends where it began."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from ctml.category import Morphism
from ctml.domain import Product, StepCount
from ctml.nn import Module
from ctml.optim import Optimiser, Remembering
from ctml.tensor import Tensor, gradients

M = TypeVar("M", bound=Module)
S = TypeVar("S", bound=Remembering)


@dataclass(frozen=True, repr=False)
class LossStep(Morphism[Product[M, S], Product[M, S]], Generic[M, S]):
    """Find the slope of a loss for all that a module learns, and let the optimiser move it.

    What does not learn does not move: the base of an ``Adapted`` model has no slope, and a
    ``Reference`` that the loss asks is no part of the module.

    Attributes:
        loss: from the module, and how many steps were taken, to a single number; the count says
            which batch is due.
        optimiser: the rule of descent.
    """

    loss: Callable[[M, StepCount], Tensor]
    optimiser: Optimiser[S]

    def __call__(self, now: Product[M, S], /) -> Product[M, S]:
        """Return module and memory after one step.

        Args:
            now: both before it.

        Raises:
            InvalidValueError: the loss does not depend on the module, or a number grows beyond
                every float.
        """
        found = gradients(self.loss(now.first, now.second.step))
        return self.optimiser.step(now, now.first.by_name(found))
