"""The laws of a category: brackets don't matter, and doing nothing changes nothing."""

from typing import TypeVar

from ctml.category import Endomorphism, Identity, Morphism, iterate
from ctml.domain import StepCount
from ctml.laws.equation import Equation

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")


def associativity(f: Morphism[A, B], g: Morphism[B, C], h: Morphism[C, D], a: A) -> Equation[D]:
    """However a chain is bracketed, it does the same: (f >> g) >> h = f >> (g >> h)."""
    return Equation(((f >> g) >> h)(a), (f >> (g >> h))(a))


def identity_before(f: Morphism[A, B], a: A) -> Equation[B]:
    """Doing nothing first changes nothing: Identity() >> f = f."""
    return Equation((Identity[A]() >> f)(a), f(a))


def identity_after(f: Morphism[A, B], a: A) -> Equation[B]:
    """Doing nothing afterwards changes nothing: f >> Identity() = f."""
    return Equation((f >> Identity[B]())(a), f(a))


def walking_again(f: Morphism[A, B], a: A) -> Equation[B]:
    """An arrow keeps no secret count: walked again from the same value, it ends at the same."""
    return Equation(f(a), f(a))


def iterations_add_up(f: Endomorphism[A], m: StepCount, n: StepCount, a: A) -> Equation[A]:
    """Going m steps and then n is going m + n: f^m >> f^n = f^(m+n)."""
    together = StepCount(m.count + n.count)
    return Equation((iterate(f, m) >> iterate(f, n))(a), iterate(f, together)(a))


def no_iteration(f: Endomorphism[A], a: A) -> Equation[A]:
    """No step leads nowhere: f^0 = Identity()."""
    return Equation(iterate(f, StepCount(0))(a), a)
