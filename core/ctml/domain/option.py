"""Option: a value that may be missing, and says so in its type."""

from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

A_co = TypeVar("A_co", covariant=True)
A = TypeVar("A")


@dataclass(frozen=True)
class Some(Generic[A_co]):
    """It is there.

    Attributes:
        value: what is there.
    """

    value: A_co


@dataclass(frozen=True, slots=True)
class Nothing:
    """It is missing."""


Option: TypeAlias = Some[A] | Nothing
"""Either ``Some`` or ``Nothing``; only ``isinstance`` or ``match`` opens it.

``A | None`` says nearly the same, but it can't be nested: a missing ``int | None`` and one that
is there and None are the same value, and what is mapped over it breaks the functor laws.
"""
