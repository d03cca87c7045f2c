"""What was sent, whatever it came in: leaves, each read only when it is wanted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


class UnreadableError(Exception):
    """Something that was sent can't be read; its text says why, and goes on after a name."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A file of a submission, or what stands where a file should be.

    Attributes:
        path: its name, with slashes, as it was sent; it is never used to write anything.
        size: how many bytes it says it has.
        moment: when it was written, as far as whatever it came in tells.
        read: returns at most so many bytes of it; raises `UnreadableError`.
        odd: why it isn't read, such as ``is a link``; empty if it may be.
    """

    path: str
    size: int
    moment: datetime | None
    read: Callable[[int], bytes]
    odd: str = ""

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something about a whole submission that an instructor should know."""

    says: str


Found = Leaf | Trouble
