"""The laws of differentiable arrows: they compose like arrows, and their slopes do in reverse."""

from typing import TypeVar

from ctml.calculus import Differentiable, Unchanged
from ctml.domain import Product
from ctml.laws.equation import Equation

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")


def both_ways(f: Differentiable[A, B], a: A, slope: B) -> Product[B, A]:
    """Return all that can be seen of a differentiable arrow at one value: result and slope."""
    return Product(f.forward(a), f.backward(a, slope))


def chaining_is_associative(
    f: Differentiable[A, B], g: Differentiable[B, C], h: Differentiable[C, D], a: A, slope: D
) -> Equation[Product[D, A]]:
    """However a chain is bracketed, values and slopes are the same."""
    return Equation(both_ways((f >> g) >> h, a, slope), both_ways(f >> (g >> h), a, slope))


def unchanged_before(f: Differentiable[A, B], a: A, slope: B) -> Equation[Product[B, A]]:
    """Doing nothing first changes neither value nor slope."""
    return Equation(both_ways(Unchanged[A]() >> f, a, slope), both_ways(f, a, slope))


def unchanged_after(f: Differentiable[A, B], a: A, slope: B) -> Equation[Product[B, A]]:
    """Doing nothing afterwards changes neither value nor slope."""
    return Equation(both_ways(f >> Unchanged[B](), a, slope), both_ways(f, a, slope))


def forgetting_slopes_keeps_composition(
    f: Differentiable[A, B], g: Differentiable[B, C], a: A
) -> Equation[C]:
    """Forgetting slopes is a functor: (f >> g).arrow = f.arrow >> g.arrow."""
    return Equation((f >> g).arrow(a), (f.arrow >> g.arrow)(a))
