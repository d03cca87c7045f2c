"""The account of a swap: what is kept and written down about it, ahead of it and after."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import msgspec

from ctml_runner.course.compose import digest_of
from ctml_runner.errors import CtmlError
from ctml_runner.journal.fact import Fact, Replaced


@dataclass(slots=True)
class Account:
    """What is told of one swap.

    Attributes:
        fact: what is written down, its ``before`` left open.
        keep: keeps bytes under their digest.
        append: writes a fact down.
        noted: the facts written so far.
    """

    fact: Replaced
    keep: Callable[[str, bytes], object]
    append: Callable[[Fact], object]
    noted: list[Replaced] = field(default_factory=list)

    def note(self, held: bytes | None) -> None:
        """Keep what the file holds, or held a moment ago, and write it down, each thing once.

        Raises:
            CtmlError: it can't be kept or written.
        """
        before = "" if held is None else digest_of(held)
        if before in {self.fact.after, *(fact.before for fact in self.noted)}:
            return
        if held is not None:
            self.keep(before, held)
        fact = msgspec.structs.replace(self.fact, before=before)
        self.append(fact)
        self.noted.append(fact)

    def take_back(self) -> None:
        """Write down that the swap failed, and the file holds again what it held last."""
        if self.noted and self.latest.before:
            fact = self.latest
            with suppress(CtmlError):
                self.append(Replaced(fact.exercise, "undo", fact.after, fact.before))

    @property
    def latest(self) -> Replaced:
        """The fact that tells what the file held last; if nothing was noted, it held the same."""
        return self.noted[-1] if self.noted else self.fact
