"""Batch: many values of one kind, side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from ctml.domain.members import require_tuple

A_co = TypeVar("A_co", covariant=True)


@dataclass(frozen=True)
class Batch(Generic[A_co]):
    """Any number of values of one type, in order; there may be none.

    Attributes:
        items: the values, first to last.

    Raises:
        InvalidTypeError: the items are no tuple; a list could be changed behind its back.
    """

    items: tuple[A_co, ...]

    def __post_init__(self) -> None:
        require_tuple("Batch", self.items)

    def __iter__(self) -> Iterator[A_co]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)
