"""What optimisers remember between two steps; it belongs to the parameters and moves with them."""

from dataclasses import dataclass

from ctml.domain.kind import require_kind
from ctml.domain.named_arrays import NamedArrays
from ctml.domain.training_settings import StepCount
from ctml.errors import InvalidValueError


@dataclass(frozen=True, slots=True)
class SgdState:
    """What plain descent remembers.

    Attributes:
        step: how many steps were taken.

    Raises:
        InvalidTypeError: it is no ``StepCount``.
    """

    step: StepCount

    def __post_init__(self) -> None:
        require_kind("SgdState.step", self.step, StepCount, "a StepCount")


@dataclass(frozen=True, slots=True)
class MomentumState:
    """What descent with momentum remembers.

    Attributes:
        step: how many steps were taken.
        velocity: the sum of the gradients so far, older ones fading; names and shapes of the
            parameters.

    Raises:
        InvalidTypeError: one of the two is of another kind.
    """

    step: StepCount
    velocity: NamedArrays

    def __post_init__(self) -> None:
        require_kind("MomentumState.step", self.step, StepCount, "a StepCount")
        require_kind("MomentumState.velocity", self.velocity, NamedArrays, "NamedArrays")


@dataclass(frozen=True, slots=True)
class AdamState:
    """What Adam remembers.

    Attributes:
        step: how many steps were taken, t.
        first: the running mean of the gradients, m; names and shapes of the parameters.
        second: the running mean of their squares, v; the same names and shapes, never below 0.

    Raises:
        InvalidTypeError: one of the three is of another kind.
        InvalidShapeError: the two means have different names or shapes.
        InvalidValueError: a mean of squares is below 0.
    """

    step: StepCount
    first: NamedArrays
    second: NamedArrays

    def __post_init__(self) -> None:
        require_kind("AdamState.step", self.step, StepCount, "a StepCount")
        require_kind("AdamState.first", self.first, NamedArrays, "NamedArrays")
        require_kind("AdamState.second", self.second, NamedArrays, "NamedArrays")
        self.first.require_fit("AdamState.second", self.second)
        for name, squares in self.second.items():
            if squares.size and squares.min() < 0:
                given = f"{float(squares.min())} in {name!r}"
                raise InvalidValueError("AdamState.second", given, "means of squares, 0 or more")
