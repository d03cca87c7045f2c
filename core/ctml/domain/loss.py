"""Loss: how surprised the model was."""

import math
from dataclasses import dataclass

from ctml.errors import InvalidTypeError, InvalidValueError


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
        object.__setattr__(self, "value", _finite(self.value))


def _finite(given: object) -> float:
    needed = "a finite number of 0 or more"
    if isinstance(given, bool) or not isinstance(given, (int, float)):
        raise InvalidTypeError("Loss", f"{given!r} ({type(given).__name__})", needed)
    try:
        number = float(given)
    except OverflowError as error:
        raise InvalidValueError("Loss", "an int beyond every float", needed) from error
    if not (math.isfinite(number) and number >= 0):
        raise InvalidValueError("Loss", f"{number}", needed)
    return number
