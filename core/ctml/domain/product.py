"""Product: two values, kept together."""

from dataclasses import dataclass
from typing import Generic, TypeVar

A_co = TypeVar("A_co", covariant=True)
B_co = TypeVar("B_co", covariant=True)


@dataclass(frozen=True)
class Product(Generic[A_co, B_co]):
    """A value of each of two types: A x B in the book's notation.

    Its two fields are the projections A x B -> A and A x B -> B.

    Attributes:
        first: the value of type A.
        second: the value of type B.
    """

    first: A_co
    second: B_co
