"""Graph: a function of named tensors, answered with its result and all slopes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ctml.domain import FloatArray
from ctml.nn import Module
from ctml.tensor import Tensor, constant, gradients, joined, parameter, reshaped, total

Shapes: TypeAlias = Mapping[str, tuple[int, ...]]
At: TypeAlias = Mapping[str, Tensor]

CONSTANT = {"upstream", "reference"}
"""What is given and has no slope."""


@dataclass(frozen=True)
class Graph:
    """A function of named tensors.

    Attributes:
        shapes: what is given; ``upstream`` has the shape of the result.
        compute: from tensors to the result.
    """

    shapes: Shapes
    compute: Callable[[At], Tensor]

    def answer(self, given: Mapping[str, FloatArray]) -> dict[str, FloatArray]:
        """Return the result, ``y``, and every slope by its name."""
        leaves = {
            name: constant(array) if name in CONSTANT else parameter(array)
            for name, array in given.items()
        }
        y = self.compute(leaves)
        found = gradients(total(y * leaves["upstream"]))
        slopes = {name: found.of(leaf) for name, leaf in leaves.items() if leaf.tracked}
        return {"y": y.values.astype(float), **{n: one.astype(float) for n, one in slopes.items()}}


def of_module(
    module: Module, compute: Callable[..., Tensor], *upstream: int, **x: tuple[int, ...]
) -> Graph:
    """Return the graph of a module: all its tensors are given, by the way to them, and inputs.

    Args:
        module: says names and shapes; its numbers don't matter.
        compute: from the module with the given numbers, and the inputs, to the result.
        upstream: the shape of the result.
        x: the shapes of the inputs.
    """
    shapes = {name: one.shape for name, one in module.tensors.items() if one.tracked}

    def computed(at: At) -> Tensor:
        moved = module.with_each("", at.get)
        return compute(moved, *(at[name] for name in x))

    return Graph({**shapes, **x, "upstream": upstream}, computed)


def row(*parts: Tensor) -> Tensor:
    """Return all numbers of several tensors in one row."""
    return joined([reshaped(part, part.values.size) for part in parts], axis=0)
