"""Trace: what was seen on the way, in order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

A_co = TypeVar("A_co", covariant=True)


@dataclass(frozen=True, init=False)
class Trace(Generic[A_co]):
    """Observations in the order in which they were made; there may be none.

    Attributes:
        entries: the observations, first to last.
    """

    entries: tuple[A_co, ...]

    def __init__(self, entries: Iterable[A_co] = ()) -> None:
        object.__setattr__(self, "entries", tuple(entries))

    def __iter__(self) -> Iterator[A_co]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)
