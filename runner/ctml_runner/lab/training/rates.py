"""Rates: the learning rate of each step, as the config says."""

from dataclasses import dataclass
from typing import assert_never

from ctml.category import Morphism
from ctml.domain import LearningRate, StepCount
from ctml.optim import WarmupCosine
from ctml_runner.lab.config import Schedule, Training

_LOWEST = 0.1
"""Where half a cosine ends, as a share of its highest rate, if nothing is said of it."""


@dataclass(frozen=True, slots=True, repr=False)
class Steady(Morphism[StepCount, LearningRate]):
    """The same rate at every step.

    Attributes:
        rate: the rate.
    """

    rate: LearningRate

    def __call__(self, taken: StepCount, /) -> LearningRate:
        """Return the rate."""
        del taken
        return self.rate


def schedule(training: Training, steps: StepCount) -> Morphism[StepCount, LearningRate]:
    """Return the arrow from the steps taken to the rate of the next one.

    Args:
        training: what the config says.
        steps: how many there will be.

    Raises:
        InvalidValueError: the warm-up is as long as the training, or the floor above the peak.
    """
    highest = LearningRate(training.learning_rate)
    match training.schedule:
        case Schedule.CONSTANT:
            return Steady(highest)
        case Schedule.COSINE:
            lowest = LearningRate(training.floor or training.learning_rate * _LOWEST)
            return WarmupCosine(highest, lowest, StepCount(training.warmup), steps)
        case _:
            assert_never(training.schedule)
