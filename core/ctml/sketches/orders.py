"""Orders: what is at most what, the least thing above two others, and the best answer across.

The first of the seven sketches (Fong and Spivak, arXiv 1803.05316, chapter 1).
"""

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from ctml.category import Morphism

A = TypeVar("A")
B = TypeVar("B")
A_contra = TypeVar("A_contra", contravariant=True)


class Order(Protocol[A_contra]):
    """One way in which values can be compared: a ≤ a, and a ≤ b ≤ c gives a ≤ c.

    Two values may be incomparable. A type can be ordered in several ways, so the way is an object
    of its own, a witness.
    """

    def below(self, left: A_contra, right: A_contra, /) -> bool:
        """Return whether left ≤ right."""
        ...


class JoinOrder(Order[A], Protocol[A]):
    """An order in which any two values have a join: the least of all that are above both."""

    def join(self, left: A, right: A, /) -> A:
        """Return the join; it is below c exactly if left and right both are."""
        ...


@dataclass(frozen=True, slots=True)
class Inclusion:
    """Sets of features, ordered by what they contain; {edges} and {colours} are incomparable."""

    def below(self, left: frozenset[str], right: frozenset[str], /) -> bool:
        """Return whether every feature of the left set is in the right one."""
        return left <= right

    def join(self, left: frozenset[str], right: frozenset[str], /) -> frozenset[str]:
        """Return the union: the least set that contains both."""
        return left | right


@dataclass(frozen=True)
class GaloisConnection(Generic[A, B]):
    """Two maps between two orders that answer each other's questions.

        lower(a) ≤ b   exactly if   a ≤ upper(b)

    ``lower`` finds the least b that is enough for a; ``upper`` finds the most that b is enough
    for. There and back is rounding: a ≤ upper(lower(a)). And ``lower`` keeps joins.

    Attributes:
        lower: the left adjoint, A -> B.
        upper: the right adjoint, B -> A.
        source: the order of A.
        target: the order of B.
    """

    lower: Morphism[A, B]
    upper: Morphism[B, A]
    source: Order[A]
    target: Order[B]

    def lower_is_below(self, a: A, b: B) -> bool:
        """Return whether lower(a) ≤ b: the question, asked on the right."""
        return self.target.below(self.lower(a), b)

    def is_below_upper(self, a: A, b: B) -> bool:
        """Return whether a ≤ upper(b): the same question, asked on the left."""
        return self.source.below(a, self.upper(b))
