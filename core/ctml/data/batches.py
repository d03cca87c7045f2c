"""Batches: examples a few at a time, in order, shuffled, or drawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from ctml.category import Morphism
from ctml.data.amounts import BatchSize, Seed
from ctml.data.examples import Examples
from ctml.domain import IntArray, StepCount

B = TypeVar("B")
B_co = TypeVar("B_co", covariant=True)


def in_order(examples: Examples[B], size: BatchSize) -> Iterator[B]:
    """Yield each example once, first to last; the last batch may be smaller.

    Args:
        examples: N of them.
        size: B, how many at a time.
    """
    return _batches(examples, size, np.arange(len(examples)))


def shuffled(examples: Examples[B], size: BatchSize, seed: Seed, passes: StepCount) -> Iterator[B]:
    """Yield each example once, in an order by chance; the last batch may be smaller.

    The order is one of seed and pass alone, so that training can go on where it ended.

    Args:
        examples: N of them.
        size: B, how many at a time.
        seed: where chance begins.
        passes: how many passes were made before; each has its own order.
    """
    chance = np.random.default_rng([seed.value, passes.count])
    return _batches(examples, size, chance.permutation(len(examples)))


@dataclass(frozen=True, slots=True, repr=False)
class Draw(Morphism[StepCount, B_co]):
    """The batch of a training step: B examples, each drawn from all N with equal chance.

    An example may come twice before another has come once. In return the batch depends on
    nothing but seed and step: whoever knows how many steps were taken knows the next batch.

    Attributes:
        examples: N of them.
        size: B.
        seed: where chance begins.
    """

    examples: Examples[B_co]
    size: BatchSize
    seed: Seed

    def __call__(self, step: StepCount, /) -> B_co:
        """Return the batch.

        Args:
            step: how many steps were taken before.
        """
        chance = np.random.default_rng([self.seed.value, step.count])
        return self.examples.take(chance.integers(len(self.examples), size=self.size.size))


def _batches(examples: Examples[B], size: BatchSize, places: IntArray) -> Iterator[B]:
    for start in range(0, places.size, size.size):
        yield examples.take(places[start : start + size.size])
