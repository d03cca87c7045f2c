"""Loss: how surprised the model was."""

from dataclasses import dataclass

from ctml.domain.finite_number import finite_number
from ctml.errors import InvalidValueError


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
        needed = "a finite number of 0 or more"
        number = finite_number("Loss", self.value, needed)
        if number < 0:
            raise InvalidValueError("Loss", f"{number}", needed)
        object.__setattr__(self, "value", number)
