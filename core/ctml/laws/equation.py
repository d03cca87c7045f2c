"""Equation: the two sides of a law, at one example."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from ctml.checks import agree

A_co = TypeVar("A_co", covariant=True)


@dataclass(frozen=True)
class Equation(Generic[A_co]):
    """What a law says about one example: these two are the same.

    Attributes:
        left: what one side of the law gives.
        right: what the other side gives.
    """

    left: A_co
    right: A_co

    def check(self, *, atol: float = 0.0) -> None:
        """Do nothing, if both sides agree.

        Args:
            atol: how far two floats may lie apart.

        Raises:
            Disagreement: they differ; it says in what, and where.
            TypeError: a side holds something that can't be compared as data.
            ValueError: ``atol`` is negative or not finite.
        """
        agree(self.left, self.right, atol=atol)
