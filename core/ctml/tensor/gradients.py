"""gradients: every slope of a computed number, found backwards through its graph."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError
from ctml.tensor.operation import require_finite
from ctml.tensor.precision import Array
from ctml.tensor.tensor import Tensor


@dataclass(frozen=True, slots=True, eq=False)
class Gradients:
    """The slope of a number for each parameter that it was computed from.

    Gradients of several numbers add up to that of their sum. ``Gradients()`` is the empty sum, so
    nothing has to be set to zero and nothing is left over from before: it is a monoid.

    Attributes:
        slopes: for each parameter its slope, in the parameter's shape.
    """

    slopes: Mapping[Tensor, Array] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, parameter: Tensor) -> Array:
        """Return the slope of one parameter; 0 if it took no part.

        Args:
            parameter: made by ``parameter``.

        Raises:
            InvalidTypeError: it is a constant or was itself computed; no slope is kept for it.
        """
        if not parameter.tracked or parameter.edges:
            raise InvalidTypeError("Gradients.of", f"{parameter}", "a parameter")
        zero = np.zeros_like(parameter.values)
        return self.slopes.get(parameter, zero)

    def plus(self, other: "Gradients") -> "Gradients":
        """Return the sums, parameter by parameter.

        Args:
            other: the gradient of another number.

        Raises:
            InvalidValueError: a sum is beyond every float.
        """
        sums = dict(self.slopes)
        with np.errstate(all="ignore"):
            for parameter, slope in other.slopes.items():
                sums[parameter] = sums[parameter] + slope if parameter in sums else slope
        return Gradients(_finite(sums))


def gradients(result: Tensor) -> Gradients:
    """Return ∂result/∂θ for every parameter θ that the result was computed from.

    From the result backwards, each tensor hands its slope on to what it was made of; a tensor
    that was used several times adds up what it gets, before it hands on anything:

        ∂result/∂x = Σ over the uses u of x:  ∂result/∂u · ∂u/∂x

    Nothing is stored in the graph, so asking twice gives the same answer twice.

    Args:
        result: a single number, of shape ().

    Raises:
        InvalidShapeError: it is not a single number.
        InvalidValueError: it was computed from constants alone, or a slope is beyond every float.
    """
    _require_scalar(result)
    gathered: dict[Tensor, Array] = {result: np.ones_like(result.values)}
    kept: dict[Tensor, Array] = {}
    with np.errstate(all="ignore"):  # what comes of it is refused by name
        for tensor in reversed(in_order(result)):
            slope = gathered.pop(tensor)
            if not tensor.edges:
                kept[tensor] = slope
            for edge in tensor.edges:
                handed = edge.back(slope)
                before = gathered.get(edge.source)
                gathered[edge.source] = handed if before is None else before + handed
    return Gradients(_finite(kept))


def in_order(result: Tensor) -> tuple[Tensor, ...]:
    """Return all tracked tensors that the result was computed from, each once, sources first.

    It keeps its own list of what is still to do, since a graph may be deeper than Python's stack.

    Args:
        result: where the graph ends; it comes last.
    """
    ordered: list[Tensor] = []
    met: set[Tensor] = set()
    todo = [(result, False)]
    while todo:
        tensor, sources_done = todo.pop()
        if sources_done:
            ordered.append(tensor)
        elif tensor not in met:
            met.add(tensor)
            todo.append((tensor, True))
            todo.extend((edge.source, False) for edge in tensor.edges)
    return tuple(ordered)


def _require_scalar(result: Tensor) -> None:
    if result.shape != ():
        needed = "a single number; total(...) or mean(...) makes one"
        raise InvalidShapeError("gradients", f"a result of shape {result.shape}", needed)
    if not result.tracked:
        needed = "a result that was computed from a parameter"
        raise InvalidValueError("gradients", "a result of constants alone", needed)


def _finite(slopes: Mapping[Tensor, Array]) -> Mapping[Tensor, Array]:
    arrays = {one: np.asarray(slope) for one, slope in slopes.items()}
    for array in arrays.values():
        require_finite("gradients", array)
        array.setflags(write=False)
    return MappingProxyType(arrays)
