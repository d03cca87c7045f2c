"""The laws of a monoid: the grouping doesn't matter, and empty changes nothing."""

from collections.abc import Sequence
from typing import TypeVar

from ctml.category import Morphism
from ctml.laws.equation import Equation
from ctml.structure import Monoid, PipelineTrace, TraceMonoid, fold, trace_of

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")


def grouping(monoid: Monoid[A], a: A, b: A, c: A) -> Equation[A]:
    """However three are grouped, they come to the same: (a · b) · c = a · (b · c)."""
    combine = monoid.combine
    return Equation(combine(combine(a, b), c), combine(a, combine(b, c)))


def empty_before(monoid: Monoid[A], a: A) -> Equation[A]:
    """Starting from empty changes nothing: empty · a = a."""
    return Equation(monoid.combine(monoid.empty, a), a)


def empty_after(monoid: Monoid[A], a: A) -> Equation[A]:
    """Adding empty changes nothing: a · empty = a."""
    return Equation(monoid.combine(a, monoid.empty), a)


def parts_can_be_folded_apart(
    monoid: Monoid[A], before: Sequence[A], after: Sequence[A]
) -> Equation[A]:
    """Folding all at once is folding two parts and combining: fold(x + y) = fold(x) · fold(y)."""
    apart = monoid.combine(fold(monoid, before), fold(monoid, after))
    return Equation(fold(monoid, (*before, *after)), apart)


def composing_joins_traces(f: Morphism[A, B], g: Morphism[B, C]) -> Equation[PipelineTrace]:
    """The trace of a composition is both traces together: trace(f >> g) = trace(f) · trace(g)."""
    return Equation(trace_of(f >> g), TraceMonoid[str]().combine(trace_of(f), trace_of(g)))
