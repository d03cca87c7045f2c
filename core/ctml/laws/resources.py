"""The laws of a monoidal order: the second sketch."""

from typing import TypeVar

from ctml.laws.equation import Equation
from ctml.sketches import MonoidalOrder

A = TypeVar("A")


def tensor_is_monotone(order: MonoidalOrder[A], a: A, b: A, c: A, d: A) -> Equation[bool]:
    """Cheaper parts make a cheaper whole: a ≤ b and c ≤ d give a ⊗ c ≤ b ⊗ d."""
    parts = order.below(a, b) and order.below(c, d)
    whole = order.below(order.tensor(a, c), order.tensor(b, d))
    return Equation(parts and whole, parts)


def tensor_grouping(order: MonoidalOrder[A], a: A, b: A, c: A) -> Equation[A]:
    """However three are grouped, they cost the same: (a ⊗ b) ⊗ c = a ⊗ (b ⊗ c)."""
    tensor = order.tensor
    return Equation(tensor(tensor(a, b), c), tensor(a, tensor(b, c)))


def unit_before(order: MonoidalOrder[A], a: A) -> Equation[A]:
    """Doing nothing first costs nothing: unit ⊗ a = a."""
    return Equation(order.tensor(order.unit, a), a)


def unit_after(order: MonoidalOrder[A], a: A) -> Equation[A]:
    """Doing nothing afterwards costs nothing: a ⊗ unit = a."""
    return Equation(order.tensor(a, order.unit), a)
