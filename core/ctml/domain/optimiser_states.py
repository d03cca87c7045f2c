"""What optimisers remember between two steps; it belongs to the parameters and moves with them."""

from dataclasses import dataclass

from ctml.domain.named_arrays import NamedArrays
from ctml.domain.training_settings import StepCount
from ctml.errors import InvalidValueError


@dataclass(frozen=True, slots=True)
class SgdState:
    """What plain descent remembers.

    Attributes:
        step: how many steps were taken.
    """

    step: StepCount


@dataclass(frozen=True, slots=True)
class MomentumState:
    """What descent with momentum remembers.

    Attributes:
        step: how many steps were taken.
        velocity: the sum of the gradients so far, older ones fading; names and shapes of the
            parameters.
    """

    step: StepCount
    velocity: NamedArrays


@dataclass(frozen=True, slots=True)
class AdamState:
    """What Adam remembers.

    Attributes:
        step: how many steps were taken, t.
        first: the running mean of the gradients, m; names and shapes of the parameters.
        second: the running mean of their squares, v; the same names and shapes, never below 0.

    Raises:
        InvalidShapeError: the two means have different names or shapes.
        InvalidValueError: a mean of squares is below 0.
    """

    step: StepCount
    first: NamedArrays
    second: NamedArrays

    def __post_init__(self) -> None:
        self.first.require_fit("AdamState.second", self.second)
        for name, squares in self.second.items():
            if squares.size and squares.min() < 0:
                given = f"{float(squares.min())} in {name!r}"
                raise InvalidValueError("AdamState.second", given, "means of squares, 0 or more")
