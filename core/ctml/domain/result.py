"""Result: a success or a failure, as a value that has to be looked into."""

from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

T_co = TypeVar("T_co", covariant=True)
E_co = TypeVar("E_co", covariant=True)
T = TypeVar("T")
E = TypeVar("E")

# No slots here, nor in any other generic noun: before Python 3.13, Ok[int](1) fails for a class
# that is frozen, generic and slotted.


@dataclass(frozen=True)
class Ok(Generic[T_co]):
    """It went well.

    Attributes:
        value: what came of it.
    """

    value: T_co


@dataclass(frozen=True)
class Err(Generic[E_co]):
    """It did not go well.

    Attributes:
        error: what was wrong.
    """

    error: E_co


Result: TypeAlias = Ok[T] | Err[E]
"""Either ``Ok`` or ``Err``; only ``isinstance`` or ``match`` opens it.

In the book's notation a sum type: T + E.
"""
