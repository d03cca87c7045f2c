"""The laws of learners: they compose, and gradient descent keeps composition."""

from typing import TypeVar

from ctml.calculus import GradientLearner, Learner, Pairs, ParametricChain
from ctml.domain import Product
from ctml.laws.equation import Equation

P = TypeVar("P")
Q = TypeVar("Q")
R = TypeVar("R")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")


def behaviour(learner: Learner[P, A, B], known: P, a: A, b: B) -> Product[B, Product[P, A]]:
    """Return all that can be seen of a learner at one example: answer, update and request."""
    learned = Product(learner.update(known, a, b), learner.request(known, a, b))
    return Product(learner.implement(known, a), learned)


def chaining_learners_is_associative(
    f: Learner[P, A, B],
    g: Learner[Q, B, C],
    h: Learner[R, C, D],
    known: Product[P, Product[Q, R]],
    example: Product[A, D],
) -> Equation[Product[D, Product[Product[P, Product[Q, R]], A]]]:
    """However a chain of learners is bracketed, it learns the same; so are its parameters."""
    a, d = example.first, example.second
    p, q, r = known.first, known.second.first, known.second.second
    left = behaviour((f >> g) >> h, Product(Product(p, q), r), a, d)
    after = left.second.first
    regrouped = Product(after.first.first, Product(after.first.second, after.second))
    right = behaviour(f >> (g >> h), known, a, d)
    return Equation(Product(left.first, Product(regrouped, left.second.second)), right)


def learning_keeps_composition(
    f: GradientLearner[P, A, B],
    g: GradientLearner[Q, B, C],
    known: Product[P, Q],
    example: Product[A, C],
) -> Equation[Product[C, Product[Product[P, Q], A]]]:
    """Compose and then learn, or learn and then compose: the same. Both take f's rate."""
    composed = GradientLearner(
        ParametricChain(f.function, g.function),
        Pairs(f.parameters, g.parameters),
        f.inputs,
        g.outputs,
        f.rate,
    )
    a, c = example.first, example.second
    return Equation(behaviour(composed, known, a, c), behaviour(f >> g, known, a, c))
