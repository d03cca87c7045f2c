"""Watched: work on a model in training, which tells where it went wrong if it does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from ctml.domain import NamedArrays, StepCount
from ctml.errors import DivergedError, InvalidShapeError, InvalidValueError
from ctml.nn import Module

M = TypeVar("M", bound=Module)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Watched(Generic[M]):
    """A model after so many steps, with which something is computed.

    Attributes:
        noun: who computes, for the error's text.
        model: the model, with numbers that are finite.
        taken: how many steps were taken.
    """

    noun: str
    model: M
    taken: StepCount

    def computed(self, work: Callable[[M], R]) -> R:
        """Return what a function makes of the model.

        Args:
            work: such as the loss on a batch, or its gradient; it always gives the same.

        Raises:
            InvalidShapeError: what was given to it does not fit the model.
            DivergedError: a number was NaN or infinite.
        """
        try:
            return work(self.model)
        except InvalidShapeError:
            raise
        except InvalidValueError as error:
            raise self.diverged(f"{error.given} ({error.noun})", work) from error

    def diverged(self, given: str, work: Callable[[M], object]) -> DivergedError:
        """Return what there is to say: after how many steps, with which array, and how large it is.

        If work with no array at all goes wrong, or with all of them does not, the one with the
        largest number is told, as that one is the likeliest to have led there.

        Args:
            given: what was found.
            work: what went wrong, or the same in another way.
        """
        sizes = {name: float(np.abs(one).max()) for name, one in self.model.arrays.items()}
        first = self._first(work)
        name = first or max(sizes, key=lambda one: sizes[one])
        where = f"first with {name}" if first else f"the largest ones are in {name}"
        told = f"{given}, {after(self.taken)}; {where}, where numbers reach {sizes[name]:.3g}"
        return DivergedError(self.noun, told, "finite numbers")

    def _first(self, work: Callable[[M], object]) -> str | None:
        """Return the first array that makes work go wrong, with 0 for all behind it."""
        arrays = self.model.arrays
        order = [name for name in self.model.tensors if name in arrays]
        fine, wrong = 0, len(order)
        if self._fails(work, order[:fine]) or not self._fails(work, order[:wrong]):
            return None
        while wrong - fine > 1:
            middle = (fine + wrong) // 2
            if self._fails(work, order[:middle]):
                wrong = middle
            else:
                fine = middle
        return order[wrong - 1]

    def _fails(self, work: Callable[[M], object], kept: list[str]) -> bool:
        arrays = self.model.arrays
        some = {name: one if name in kept else np.zeros_like(one) for name, one in arrays.items()}
        try:
            work(self.model.with_arrays(NamedArrays(some)))
        except InvalidValueError:
            return True
        return False


def after(taken: StepCount) -> str:
    """Return when it was, in words.

    Args:
        taken: how many steps were taken before.
    """
    return f"after {taken.count:,} step{'' if taken.count == 1 else 's'}"
