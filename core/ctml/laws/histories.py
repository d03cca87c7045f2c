"""The law of histories: an interruption leaves no trace."""

from typing import TypeVar

from ctml.category import Endomorphism, Morphism
from ctml.domain import Product, StepCount, Trace
from ctml.laws.equation import Equation
from ctml.structure import TraceMonoid
from ctml.training import History

A = TypeVar("A")
B = TypeVar("B")


def histories_join(
    step: Endomorphism[A], observe: Morphism[A, B], m: StepCount, n: StepCount, a: A
) -> Equation[Product[A, Trace[B]]]:
    """Watched for m steps and then for n, or for m + n: the same end, and the same notes."""
    before = History(step, m, observe)(a)
    after = History(step, n, observe)(before.first)
    notes = TraceMonoid[B]().combine(before.second, after.second)
    whole = History(step, StepCount(m.count + n.count), observe)(a)
    return Equation(Product(after.first, notes), whole)
