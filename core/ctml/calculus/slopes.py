"""slopes: all slopes of a computed number, found backwards through its graph."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import assert_never

from ctml.calculus.value import Given, OfOne, OfTwo, Value
from ctml.domain import Product, Scalar


def slopes(result: Value) -> Mapping[Value, Scalar]:
    """Return ∂result/∂v for every value v that the result was computed from, and for itself.

    From the result backwards, each value hands its slope on to what it was made of; a value that
    was used several times adds up what it gets. It is visited when all its uses have been:

        ∂result/∂v = Σ over the uses u of v:  ∂result/∂u · ∂u/∂v

    Nothing is stored in the graph, so asking twice gives the same answer twice.

    Args:
        result: where to begin, with a slope of 1.

    Raises:
        InvalidValueError: a slope is beyond every float.
    """
    gathered = {result: Scalar(1.0)}
    for value in reversed(in_order(result)):
        for source, slope in _handed_on(value, gathered[value]):
            before = gathered.get(source, Scalar(0.0))
            gathered[source] = Scalar(before.value + slope.value)
    return MappingProxyType(gathered)


def in_order(result: Value) -> tuple[Value, ...]:
    """Return all that the result was computed from, each once, after what it was made of itself.

    It keeps its own list of what is still to do, since a graph may be deeper than Python's stack.

    Args:
        result: where the graph ends; it comes last.
    """
    ordered: dict[Value, None] = {}
    todo = [result]
    while todo:
        value = todo[-1]
        missing = [source for source in _sources(value) if source not in ordered]
        if missing:
            todo.extend(missing)
        else:
            ordered.setdefault(todo.pop())
    return tuple(ordered)


def _sources(value: Value) -> tuple[Value, ...]:
    origin = value.origin
    match origin:
        case Given():
            return ()
        case OfOne(_, x):
            return (x,)
        case OfTwo(_, x, y):
            return (x, y)
        case _:
            assert_never(origin)


def _handed_on(value: Value, slope: Scalar) -> tuple[tuple[Value, Scalar], ...]:
    origin = value.origin
    match origin:
        case Given():
            return ()
        case OfOne(operation, x):
            return ((x, operation.backward(x.scalar, slope)),)
        case OfTwo(operation, x, y):
            both = operation.backward(Product(x.scalar, y.scalar), slope)
            return ((x, both.first), (y, both.second))
        case _:
            assert_never(origin)
