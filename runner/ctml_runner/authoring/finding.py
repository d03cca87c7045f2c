"""A finding: one thing that is wrong with the course, where, and what to do about it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Generic, TypeVar

T_contra = TypeVar("T_contra", contravariant=True)


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        file: the file at fault, relative to the checkout.
        line: its line, counted from 1.
        what: one sentence: what is wrong.
        next_step: what to do about it.
    """

    file: PurePosixPath
    line: int
    what: str
    next_step: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}\n    next: {self.next_step}"


@dataclass(frozen=True)
class Rule(Generic[T_contra]):
    """One thing that is proven of the course.

    Attributes:
        name: a few words.
        proves: what holds when the rule finds nothing, in one sentence.
        check: yields a finding for each place where it does not hold.
    """

    name: str
    proves: str
    check: Callable[[T_contra], Iterable[Finding]]
