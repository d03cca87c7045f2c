"""Learners, as in "Backprop as Functor" (Fong, Spivak and Tuyéras, arXiv 1711.10455)."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Generic, TypeVar

from ctml.domain import Product
from ctml.domain.wording import described
from ctml.errors import InvalidTypeError

P = TypeVar("P")
Q = TypeVar("Q")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")


class Learner(ABC, Generic[P, A, B]):
    """What can learn a function A -> B from examples (a, b), with parameters of type P.

        implement : P x A -> B        what it answers now
        update    : P x A x B -> P    what it knows, after an example
        request   : P x A x B -> A    which input it would rather have had, for that example

    The request is what makes learners compose: it is the example for whoever came before.
    """

    __slots__ = ()

    @abstractmethod
    def implement(self, known: P, a: A, /) -> B:
        """Return the answer for ``a``."""

    @abstractmethod
    def update(self, known: P, a: A, b: B, /) -> P:
        """Return the parameters after having been told that ``b`` belongs to ``a``."""

    @abstractmethod
    def request(self, known: P, a: A, b: B, /) -> A:
        """Return the input that would have suited ``b`` better than ``a`` did."""

    def __rshift__(self, after: "Learner[Q, B, C]", /) -> "LearnerChain[P, Q, A, B, C]":
        return LearnerChain(self, after)

    def __repr__(self) -> str:
        return type(self).__name__


@dataclass(frozen=True, repr=False)
class LearnerChain(Learner[Product[P, Q], A, C], Generic[P, Q, A, B, C]):
    """Two learners, one after the other; each keeps parameters of its own.

    Told that c belongs to a, the second learner hears of the pair (y, c) with y = what the first
    one answers, and the first one hears of (a, b) with b = what the second one requests:

        implement((p, q), a)   = after.implement(q, y)              y = first.implement(p, a)
        update((p, q), a, c)   = (first.update(p, a, b), after.update(q, y, c))
        request((p, q), a, c)  = first.request(p, a, b)             b = after.request(q, y, c)

    The types leave no other way: c is a C, and the first learner can be told of a B only.

    Attributes:
        first: learns A -> B.
        after: learns B -> C.

    Raises:
        InvalidTypeError: one of the two is no learner.
    """

    first: Learner[P, A, B]
    after: Learner[Q, B, C]

    def __post_init__(self) -> None:
        _require_learner(self.first)
        _require_learner(self.after)

    def implement(self, known: Product[P, Q], a: A, /) -> C:
        """Return the second learner's answer to the first one's answer."""
        return self.after.implement(known.second, self.first.implement(known.first, a))

    def update(self, known: Product[P, Q], a: A, c: C, /) -> Product[P, Q]:
        """Return what both know after the example."""
        p, q = known.first, known.second
        y = self.first.implement(p, a)
        b = self.after.request(q, y, c)
        return Product(self.first.update(p, a, b), self.after.update(q, y, c))

    def request(self, known: Product[P, Q], a: A, c: C, /) -> A:
        """Return what the first learner requests for what the second one requests."""
        p, q = known.first, known.second
        b = self.after.request(q, self.first.implement(p, a), c)
        return self.first.request(p, a, b)

    def __repr__(self) -> str:
        return f"{self.first!r} >> {self.after!r}"


def _require_learner(given: object) -> None:
    if not isinstance(given, Learner):
        raise InvalidTypeError(">>", described(given), "a Learner")
