"""Differentiable arrows: forwards a value, backwards a slope, and the chain rule between them."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Generic, TypeVar

from ctml.category import Morphism
from ctml.domain import Product
from ctml.domain.wording import described
from ctml.errors import InvalidTypeError

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")


class Differentiable(ABC, Generic[A, B]):
    """An arrow A -> B that can also be walked backwards, with slopes.

    A slope has the type of what it is a slope of: ∂loss/∂b is a B, and ``backward`` turns it into
    ∂loss/∂a, an A. It is asked at a value, since a curve is not equally steep everywhere.

    Two that fit together compose with ``>>``, and so do their slopes: that is the chain rule.
    """

    __slots__ = ()

    @abstractmethod
    def forward(self, at: A, /) -> B:
        """Return the value of type B that belongs to ``at``."""

    @abstractmethod
    def backward(self, at: A, slope: B, /) -> A:
        """Return ∂loss/∂a at this value, given ∂loss/∂b.

        Args:
            at: the value that went forwards.
            slope: how much a loss changes for a small change of ``forward(at)``.
        """

    def __rshift__(self, after: "Differentiable[B, C]", /) -> "Chain[A, B, C]":
        return Chain(self, after)

    def __repr__(self) -> str:
        return type(self).__name__

    @property
    def arrow(self) -> Morphism[A, B]:
        """The way forwards alone: what is left when the slopes are forgotten."""
        return Forward(self)


@dataclass(frozen=True, repr=False)
class Forward(Morphism[A, B], Generic[A, B]):
    """The way forwards of a differentiable arrow, as a plain one.

    Attributes:
        function: what is walked forwards.
    """

    function: Differentiable[A, B]

    def __call__(self, at: A, /) -> B:
        """Return function.forward(a)."""
        return self.function.forward(at)

    @property
    def name(self) -> str:
        """The function's own name."""
        return repr(self.function)


@dataclass(frozen=True, repr=False)
class Chain(Differentiable[A, C], Generic[A, B, C]):
    """The chain rule: values go through ``first``, then ``after``; slopes come back in reverse.

        forward(a) = after.forward(first.forward(a))
        backward(a, dc) = first.backward(a, after.backward(first.forward(a), dc))

    Attributes:
        first: from A to B.
        after: from B to C.

    Raises:
        InvalidTypeError: one of the two is not differentiable.
    """

    first: Differentiable[A, B]
    after: Differentiable[B, C]

    def __post_init__(self) -> None:
        _require_differentiable(self.first)
        _require_differentiable(self.after)

    def forward(self, at: A, /) -> C:
        """Return after.forward(first.forward(a))."""
        return self.after.forward(self.first.forward(at))

    def backward(self, at: A, slope: C, /) -> A:
        """Return the slope at a, brought back through both."""
        middle = self.first.forward(at)
        return self.first.backward(at, self.after.backward(middle, slope))

    def __repr__(self) -> str:
        return f"{self.first!r} >> {self.after!r}"


@dataclass(frozen=True, repr=False)
class Unchanged(Differentiable[A, A]):
    """The identity: values and slopes pass through as they are."""

    def forward(self, at: A, /) -> A:
        """Return a."""
        return at

    def backward(self, at: A, slope: A, /) -> A:  # noqa: ARG002 - it is equally steep everywhere
        """Return the slope."""
        return slope


@dataclass(frozen=True, repr=False)
class Beside(Differentiable[Product[A, C], Product[B, D]], Generic[A, B, C, D]):
    """Two differentiable arrows side by side, each on its half of a product.

    Attributes:
        left: from A to B.
        right: from C to D.
    """

    left: Differentiable[A, B]
    right: Differentiable[C, D]

    def forward(self, at: Product[A, C], /) -> Product[B, D]:
        """Return both results."""
        return Product(self.left.forward(at.first), self.right.forward(at.second))

    def backward(self, at: Product[A, C], slope: Product[B, D], /) -> Product[A, C]:
        """Return both slopes, each brought back through its own half."""
        return Product(
            self.left.backward(at.first, slope.first),
            self.right.backward(at.second, slope.second),
        )


def _require_differentiable(given: object) -> None:
    if not isinstance(given, Differentiable):
        raise InvalidTypeError(">>", described(given), "a Differentiable, which knows its slopes")
