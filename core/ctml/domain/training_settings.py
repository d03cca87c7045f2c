"""LearningRate and StepCount: how far a step goes, and how many there are."""

from dataclasses import dataclass

from ctml.domain.finite_number import positive_number
from ctml.domain.whole_number import whole_number


@dataclass(frozen=True, slots=True)
class LearningRate:
    """How far one training step moves the parameters, for a gradient of 1.

    Attributes:
        value: the number, finite and above 0; an int becomes a float.

    Raises:
        InvalidTypeError: the value is not a number (a bool is refused too).
        InvalidValueError: it is 0, negative, NaN or infinite.
    """

    value: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", positive_number("LearningRate", self.value))


@dataclass(frozen=True, slots=True)
class StepCount:
    """How many steps, taken or to be taken.

    Attributes:
        count: the number of steps, 0 or more.

    Raises:
        InvalidTypeError: the count is not an int (a bool is refused too).
        InvalidValueError: it is negative.
    """

    count: int

    def __post_init__(self) -> None:
        whole_number("StepCount", self.count, at_least=0)

    def next(self) -> "StepCount":
        """Return the count after one step more."""
        return StepCount(self.count + 1)
