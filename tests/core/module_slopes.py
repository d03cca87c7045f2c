"""A module's slopes, of its input and of all it learns, held against what is measured."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import numpy as np
from tests.core.slopes import drawn

from ctml.calculus import central_differences
from ctml.domain import FloatArray, NamedArrays
from ctml.nn import Module
from ctml.tensor import Tensor, check_gradients, constant, squared, total

M = TypeVar("M", bound=Module)


def assert_module_slopes(
    module: Module, compute: Callable[..., Tensor], **inputs: FloatArray
) -> None:
    """Hold every slope of ``compute(module, **inputs)`` against what is measured.

    The result is weighted by uneven numbers, so that no slope is alike everywhere, and squared, so
    that the slope that comes in depends on the result.
    """

    def loss(given: Mapping[str, Tensor]) -> Tensor:
        moved = module.with_each("", given.get)
        result = compute(moved, **{name: given[name] for name in inputs})
        return total(squared(result + 0.3) * constant(drawn(5, result.shape) + 2))

    def value(at: NamedArrays) -> float:
        return float(loss({name: constant(array) for name, array in at.items()}).values)

    learned = {
        name: one.values.astype(float) for name, one in module.tensors.items() if one.tracked
    }
    at = NamedArrays({**learned, **inputs})
    for name, slopes in central_differences(value, at).items():
        assert np.abs(slopes).max() > 1e-3, f"{name} has no slope to speak of: nothing is tested"
    check_gradients(loss, at)


def scattered(module: M) -> M:
    """Return the module with noise added: a gain of exactly 1 would hide that it was forgotten."""
    draw = np.random.default_rng(2)
    return module.with_arrays(
        module.arrays.mapped(lambda array: array + draw.normal(scale=0.5, size=array.shape))
    )
