"""The laws of a lens: what is seen is what was put, and nothing else moves."""

from typing import TypeVar

from ctml.calculus import Lens
from ctml.laws.equation import Equation

S = TypeVar("S")
A = TypeVar("A")


def put_then_get(lens: Lens[S, A], whole: S, part: A) -> Equation[A]:
    """What was put is what is seen: get(put(s, a)) = a."""
    return Equation(lens.get(lens.put(whole, part)), part)


def get_then_put(lens: Lens[S, A], whole: S) -> Equation[S]:
    """Putting back what is there changes nothing: put(s, get(s)) = s."""
    return Equation(lens.put(whole, lens.get(whole)), whole)


def put_then_put(lens: Lens[S, A], whole: S, part: A, other: A) -> Equation[S]:
    """What is put last counts: put(put(s, a), b) = put(s, b)."""
    return Equation(lens.put(lens.put(whole, part), other), lens.put(whole, other))
