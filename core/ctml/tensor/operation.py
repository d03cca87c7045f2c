"""operation: what an operation on tensors can't compute, it refuses by its own name."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import numpy as np

from ctml.errors import InvalidValueError
from ctml.tensor.precision import Array

P = ParamSpec("P")
R = TypeVar("R")


def operation(compute: Callable[P, R]) -> Callable[P, R]:
    """Return the same function, which refuses what is beyond every float or no number at all.

    The processor itself remembers whether a float overflowed, so that nobody has to look at every
    number. Smaller than every float may round to 0.

    Args:
        compute: a function that computes with numpy; its name is told.
    """

    @wraps(compute)
    def refusing(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with np.errstate(over="raise", invalid="raise", divide="raise", under="ignore"):
                return compute(*args, **kwargs)
        except FloatingPointError as error:
            given = f"numbers that lead to an {error}"
            raise InvalidValueError(
                compute.__qualname__, given, "results that are floats"
            ) from error

    return refusing


def require_finite(noun: str, values: Array) -> Array:
    """Return the numbers, if all of them are finite.

    Products of tables are computed where the processor's memory of overflows can't be trusted.

    Args:
        noun: who asks, for the error's text.
        values: numbers of any shape.

    Raises:
        InvalidValueError: one is NaN or infinite.
    """
    if not np.isfinite(values).all():
        raise InvalidValueError(noun, "a number that is NaN or infinite", "finite numbers")
    return values
