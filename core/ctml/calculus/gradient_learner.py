"""Gradient descent as a functor: from differentiable functions with parameters to learners."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from ctml.calculus.differentiable import Differentiable
from ctml.calculus.learner import Learner
from ctml.calculus.space import Space
from ctml.domain import LearningRate, Product

P = TypeVar("P")
Q = TypeVar("Q")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")


@dataclass(frozen=True, repr=False)
class GradientLearner(Learner[P, A, B], Generic[P, A, B]):
    """A differentiable function I: P x A -> B that learns by gradient descent.

    The error of an example (a, b) is E = ½·|I(p, a) - b|², and with its slopes:

        update(p, a, b)  = p - rate · ∂E/∂p
        request(p, a, b) = a - ∂E/∂a

    Composing functions and then learning is the same as learning and then composing: the request
    carries exactly the slope that the chain rule would (arXiv 1711.10455, its main theorem).

    Attributes:
        function: I, with its slopes.
        parameters: how parameters are moved.
        inputs: how inputs are moved.
        outputs: how outputs are moved, that is, subtracted from each other.
        rate: how far an update goes for a slope of 1.
    """

    function: Differentiable[Product[P, A], B]
    parameters: Space[P]
    inputs: Space[A]
    outputs: Space[B]
    rate: LearningRate

    def implement(self, known: P, a: A, /) -> B:
        """Return I(p, a)."""
        return self.function.forward(Product(known, a))

    def update(self, known: P, a: A, b: B, /) -> P:
        """Return p - rate · ∂E/∂p."""
        slope = self._slopes(known, a, b).first
        return self.parameters.descend(known, self.rate.value, slope)

    def request(self, known: P, a: A, b: B, /) -> A:
        """Return a - ∂E/∂a."""
        return self.inputs.descend(a, 1.0, self._slopes(known, a, b).second)

    def _slopes(self, known: P, a: A, b: B) -> Product[P, A]:
        """Return ∂E/∂p and ∂E/∂a; the slope of E at the output is I(p, a) - b."""
        at = Product(known, a)
        surplus = self.outputs.descend(self.function.forward(at), 1.0, b)
        return self.function.backward(at, surplus)

    def __repr__(self) -> str:
        return f"GradientLearner({self.function!r})"


@dataclass(frozen=True, repr=False)
class ParametricChain(Differentiable[Product[Product[P, Q], A], C], Generic[P, Q, A, B, C]):
    """Two functions with parameters, composed: ((p, q), a) becomes after(q, first(p, a)).

    Attributes:
        first: from P x A to B.
        after: from Q x B to C.
    """

    first: Differentiable[Product[P, A], B]
    after: Differentiable[Product[Q, B], C]

    def forward(self, at: Product[Product[P, Q], A], /) -> C:
        """Return after(q, first(p, a))."""
        return self.after.forward(self._middle(at))

    def backward(self, at: Product[Product[P, Q], A], slope: C, /) -> Product[Product[P, Q], A]:
        """Return ((∂p, ∂q), ∂a), by the chain rule."""
        after = self.after.backward(self._middle(at), slope)
        first = self.first.backward(Product(at.first.first, at.second), after.second)
        return Product(Product(first.first, after.first), first.second)

    def _middle(self, at: Product[Product[P, Q], A]) -> Product[Q, B]:
        known = at.first
        return Product(known.second, self.first.forward(Product(known.first, at.second)))

    def __repr__(self) -> str:
        return f"{self.first!r} >> {self.after!r}"
