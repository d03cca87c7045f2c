"""Versions: what one exercise's file has held over time, as a fold over the journal."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from ctml_runner.journal.fact import Judged, Record, Replaced, Why
from ctml_runner.journal.progress import in_order

Origin = Literal["save"] | Why


@dataclass(frozen=True, slots=True)
class Version:
    """One thing that the file held.

    Attributes:
        number: counted from 1, in the order they came.
        digest: sha256 of the bytes, by which ``Journal.kept`` finds them.
        time: when it was first told of.
        why: the learner saved it, or ctml put it there.
        outcome: how it was judged last, in the journal's words; empty if it never was.
    """

    number: int
    digest: str
    time: datetime
    why: Origin
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of one exercise's file.

    Attributes:
        ever: all that ever were.
        stack: those that `undo` walks down, the latest last.
    """

    ever: tuple[Version, ...] = ()
    stack: tuple[Version, ...] = ()


def versions(records: Iterable[Record], exercise: str) -> Versions:
    """Return what the file of `exercise` has held, as the records tell."""
    told = _Told()
    for record in in_order(records):
        match record.fact:
            case Judged(exercise=slug, digest=digest, outcome=outcome) if slug == exercise:
                told.push(digest, record.time, "save", outcome)
            case Replaced(exercise=slug, why="undo") as fact if slug == exercise:
                told.walk(fact, record.time)
            case Replaced(exercise=slug) as fact if slug == exercise:
                told.push(fact.before, record.time, "save")
                told.push(fact.after, record.time, fact.why)
            case _:
                pass
    return Versions(tuple(told.ever), tuple(told.ever[place] for place in told.stack))


def undo_target(found: Versions, present: str) -> str | None:
    """Return the digest that `undo` brings back, or None if there is nothing before.

    Args:
        found: the versions of the file.
        present: digest of what the file holds now, or nothing if it is gone. What was edited
            and never judged is a version of its own, and the latest judged one stands before it.
    """
    return next((v.digest for v in reversed(found.stack) if v.digest != present), None)


@dataclass(slots=True)
class _Told:
    """The fold's state: all versions, and the places of those on the stack."""

    ever: list[Version] = field(default_factory=list)
    stack: list[int] = field(default_factory=list)

    def push(self, digest: str, time: datetime, why: Origin, outcome: str = "") -> None:
        """Put a version on the stack; one that lies on top already is only judged again."""
        if not digest:  # there was no file
            return
        if self.stack and self.ever[self.stack[-1]].digest == digest:
            top = self.ever[self.stack[-1]]
            self.ever[self.stack[-1]] = replace(top, outcome=outcome or top.outcome)
            return
        self.stack.append(len(self.ever))
        self.ever.append(Version(len(self.ever) + 1, digest, time, why, outcome))

    def walk(self, fact: Replaced, time: datetime) -> None:
        """Walk down to what `fact` brought back; from anywhere else it is put on top."""
        self.push(fact.before, time, "save")
        for height in range(len(self.stack), 0, -1):
            if self.ever[self.stack[height - 1]].digest == fact.after:
                del self.stack[height:]
                return
        self.push(fact.after, time, "undo")
