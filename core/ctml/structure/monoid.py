"""Monoids: what can be put together, in any grouping, starting from nothing.

    combine(combine(a, b), c) = combine(a, combine(b, c))
    combine(empty, a) = a = combine(a, empty)

The grouping doesn't matter, so parts can be worked on apart and put together at the end.
A type can be a monoid in several ways: numbers by sum or by product. So the way is an object of
its own, a witness, and not a method of the type.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from ctml.category import Endomorphism, Identity
from ctml.domain import Tally, Trace

A = TypeVar("A")


class Monoid(Protocol[A]):
    """One way in which values of type A can be put together."""

    @property
    def empty(self) -> A:
        """What changes nothing when it is put to something."""
        ...

    def combine(self, left: A, right: A, /) -> A:
        """Return both in one, the left before the right.

        Args:
            left: what comes first.
            right: what comes after it.
        """
        ...


def fold(monoid: Monoid[A], items: Iterable[A]) -> A:
    """Return all items in one, from left to right; ``empty`` for no items.

    Args:
        monoid: how to put them together.
        items: what is put together.
    """
    whole = monoid.empty
    for item in items:
        whole = monoid.combine(whole, item)
    return whole


@dataclass(frozen=True)
class TraceMonoid(Generic[A]):
    """Traces, one after the other; the empty trace has seen nothing."""

    @property
    def empty(self) -> Trace[A]:
        """No observations."""
        return Trace()

    def combine(self, left: Trace[A], right: Trace[A], /) -> Trace[A]:
        """Return the left observations, then the right ones."""
        return Trace(left.entries + right.entries)


@dataclass(frozen=True, slots=True)
class TallyMonoid:
    """Tallies, added up: (s, n) and (t, m) give (s + t, n + m). It is how means combine."""

    @property
    def empty(self) -> Tally:
        """Nothing counted."""
        return Tally(0.0, 0)

    def combine(self, left: Tally, right: Tally, /) -> Tally:
        """Return the sum of the totals, and of the counts.

        Raises:
            InvalidValueError: the sum is beyond every float.
        """
        return Tally(left.total + right.total, left.count + right.count)


@dataclass(frozen=True)
class EndomorphismMonoid(Generic[A]):
    """Endomorphisms, composed; the empty one is the identity. ``iterate`` folds one with itself."""

    @property
    def empty(self) -> Endomorphism[A]:
        """The identity."""
        return Identity[A]()

    def combine(self, left: Endomorphism[A], right: Endomorphism[A], /) -> Endomorphism[A]:
        """Return the arrow that walks the left one first."""
        return left >> right
