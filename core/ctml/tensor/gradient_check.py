"""Gradient check: slopes that are claimed, held against slopes that are measured."""

from collections.abc import Callable, Mapping

import numpy as np

from ctml.calculus import central_differences
from ctml.checks import Disagreement
from ctml.domain import NamedArrays
from ctml.tensor.gradients import gradients
from ctml.tensor.precision import Array
from ctml.tensor.tensor import Tensor, constant, parameter

RTOL, ATOL = 1e-6, 1e-9
"""Central differences over 1e-5 are wrong by about 1e-10 where numbers are near 1."""


def check_gradients(function: Callable[[Mapping[str, Tensor]], Tensor], at: NamedArrays) -> None:
    """Do nothing, if every slope of the function is the one that central differences measure.

    It is done in float64; in float32 nothing could be told from rounding. Where the function has
    a bend, such as that of ``relu`` at 0, the measured slope is neither of the two.

    Args:
        function: from tensors by name to a single number.
        at: where the slopes are taken.

    Raises:
        Disagreement: a slope is wrong, or has another shape than its input; it says which one.
        InvalidShapeError: the function gives no single number.
        InvalidValueError: it does not depend on what it is given.
    """
    parameters = {name: parameter(array) for name, array in at.items()}
    claimed = gradients(function(parameters))

    def value(values: NamedArrays) -> float:
        constants = {name: constant(array) for name, array in values.items()}
        return float(function(constants).values)

    for name, measured in central_differences(value, at).items():
        _require_near(name, claimed.of(parameters[name]), measured)


def _require_near(name: str, claimed: Array, measured: Array) -> None:
    if claimed.shape != measured.shape:
        raise Disagreement("shape", f"{measured.shape}", f"{claimed.shape}", name)
    far = np.abs(claimed - measured) > ATOL + RTOL * np.abs(measured)
    for place in np.argwhere(far)[:1].tolist():
        want, got = (float(slopes[tuple(place)]) for slopes in (measured, claimed))
        raise Disagreement("slope", f"{want}", f"{got}", f"{name}{place}")
