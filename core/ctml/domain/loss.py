"""Loss: how surprised the model was."""

from dataclasses import dataclass

from ctml.domain.finite_number import non_negative_number


@dataclass(frozen=True, slots=True)
class Loss:
    """A measure of how wrong a prediction is, in nats: 0 is perfect, smaller is better.

    Attributes:
        value: the number, finite and 0 or more; an int becomes a float.

    Raises:
        InvalidTypeError: the value is not a number (a bool is refused too).
        InvalidValueError: it is negative, NaN or infinite.
    """

    value: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", non_negative_number("Loss", self.value))
