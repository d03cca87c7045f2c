"""History: an iteration that is watched on its way."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from ctml.category import Endomorphism, Morphism
from ctml.domain import Product, StepCount, Trace

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, repr=False)
class History(Morphism[A, Product[A, Trace[B]]], Generic[A, B]):
    """Walk a step n times and note what is seen before each: one note a step.

    The notes of m + n steps are those of m steps followed by those of n more, so that a history
    can be interrupted and continued like the training itself.

    Attributes:
        step: what is repeated.
        times: how often, n.
        observe: what is noted down, such as the loss.
    """

    step: Endomorphism[A]
    times: StepCount
    observe: Morphism[A, B]

    def __call__(self, value: A, /) -> Product[A, Trace[B]]:
        """Return where the iteration ends, with its n notes.

        Args:
            value: where it begins.
        """
        notes: list[B] = []
        for _ in range(self.times.count):
            notes.append(self.observe(value))
            value = self.step(value)
        return Product(value, Trace(notes))
