"""Scalar and LocalGradient: one number, and how it answers when another one moves."""

from dataclasses import dataclass

from ctml.domain.finite_number import finite_number


@dataclass(frozen=True, slots=True)
class Scalar:
    """One real number, as it flows through a calculation.

    Attributes:
        value: the number, finite; an int becomes a float.

    Raises:
        InvalidTypeError: the value is not a number (a bool is refused too).
        InvalidValueError: it is NaN or infinite.
    """

    value: float

    def __post_init__(self) -> None:
        number = finite_number("Scalar", self.value, "a finite number")
        object.__setattr__(self, "value", number)


@dataclass(frozen=True, slots=True)
class LocalGradient:
    """How much an operation's result changes for a small change of one input: ∂result/∂input.

    It knows this one operation and nothing of what comes before or after; the chain rule
    multiplies local gradients into the gradient of the whole.

    Attributes:
        value: the slope, finite; an int becomes a float.

    Raises:
        InvalidTypeError: the value is not a number (a bool is refused too).
        InvalidValueError: it is NaN or infinite.
    """

    value: float

    def __post_init__(self) -> None:
        number = finite_number("LocalGradient", self.value, "a finite number")
        object.__setattr__(self, "value", number)
