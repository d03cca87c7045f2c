"""Resources: what things cost together, and why cheaper parts make a cheaper whole.

The second sketch (arXiv 1803.05316, chapter 2): a monoidal preorder.
"""

from dataclasses import dataclass
from typing import Protocol, TypeVar

from ctml.domain.whole_number import whole_number
from ctml.sketches.orders import Order

A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Resources:
    """What a piece of work takes.

    Attributes:
        memory: how many numbers have to be kept at once, 0 or more.
        operations: how many multiplications it takes, 0 or more.

    Raises:
        InvalidTypeError: one of them is not an int (a bool is refused too).
        InvalidValueError: one of them is negative.
    """

    memory: int
    operations: int

    def __post_init__(self) -> None:
        whole_number("Resources.memory", self.memory, at_least=0)
        whole_number("Resources.operations", self.operations, at_least=0)


class MonoidalOrder(Order[A], Protocol[A]):
    """An order with a way to have two things at once that respects it.

    The tensor is associative, ``unit`` changes nothing, and it is monotone:

        a ≤ b and c ≤ d   give   a ⊗ c ≤ b ⊗ d
    """

    @property
    def unit(self) -> A:
        """What it takes to do nothing."""
        ...

    def tensor(self, left: A, right: A, /) -> A:
        """Return left ⊗ right: what it takes to have both."""
        ...


@dataclass(frozen=True, slots=True)
class ByCost:
    """Resources, ordered by both numbers; much memory is incomparable with many operations."""

    @property
    def unit(self) -> Resources:
        """What it takes to do nothing: nothing."""
        return Resources(0, 0)

    def below(self, left: Resources, right: Resources, /) -> bool:
        """Return whether work that takes the left ones can be paid with the right ones."""
        return left.memory <= right.memory and left.operations <= right.operations


@dataclass(frozen=True, slots=True)
class SideBySide(ByCost):
    """Two pieces of work at the same time: memory adds up, and so do operations."""

    def tensor(self, left: Resources, right: Resources, /) -> Resources:
        """Return the sums of both."""
        return Resources(left.memory + right.memory, left.operations + right.operations)


@dataclass(frozen=True, slots=True)
class OneAfterTheOther(ByCost):
    """Two pieces of work in turn: the second reuses the memory of the first; operations add up."""

    def tensor(self, left: Resources, right: Resources, /) -> Resources:
        """Return the larger memory, and the sum of the operations."""
        return Resources(max(left.memory, right.memory), left.operations + right.operations)
