"""descend: a step against a slope, which every rule ends with."""

from typing import TypeVar

from ctml.domain import LearningRate, NamedArrays
from ctml.optim.trainable import Trainable

P = TypeVar("P", bound=Trainable)


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
