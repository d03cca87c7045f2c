"""Trace: what was seen on the way, in order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from ctml.domain.members import taken

A_co = TypeVar("A_co", covariant=True)


@dataclass(frozen=True, init=False)
class Trace(Generic[A_co]):
    """Observations in the order in which they were made; there may be none.

    Attributes:
        entries: the observations, first to last.

    Raises:
        InvalidTypeError: they can't be gone through.
    """

    entries: tuple[A_co, ...]

    def __init__(self, entries: Iterable[A_co] = ()) -> None:
        object.__setattr__(self, "entries", taken("Trace", entries))

    def __iter__(self) -> Iterator[A_co]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)
