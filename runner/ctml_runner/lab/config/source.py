"""Source: a config file and its text, to say where in it something stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ctml_runner.errors import LearnerError

TOP = ""
"""The place above the first table."""

_HEAD = re.compile(r"\s*\[\s*[\"']?([\w-]+)[\"']?\s*\]")
_SETS = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*[=.]")


@dataclass(frozen=True, slots=True)
class Source:
    """A config file.

    Attributes:
        file: where it stands.
        text: what is in it.
    """

    file: Path
    text: str

    def wrong(self, what: str, table: str, key: str = "", *, next_step: str) -> LearnerError:
        """Return the error about a key of a table, or about the table itself.

        Args:
            what: what is wrong with it.
            table: the table, or ``TOP``.
            key: the key in it; none if the table itself is meant.
            next_step: what to do.
        """
        return LearnerError(what, where=self.file, line=self.line(table, key), next_step=next_step)

    def line(self, table: str, key: str = "") -> int | None:
        """Return the line that sets a key of a table, else the one that begins the table."""
        lines = list(self._set())
        for wanted in ((table, key), (table, "")):
            found = next((number for number, *place in lines if tuple(place) == wanted), None)
            if found is not None:
                return found
        return None

    def _set(self) -> Iterator[tuple[int, str, str]]:
        """Yield each line that begins a table or sets a key: its number, the table, the key."""
        table = TOP
        for number, line in enumerate(self.text.splitlines(), 1):
            if head := _HEAD.match(line):
                table = head[1]
                yield number, table, ""
            elif sets := _SETS.match(line):
                yield number, table, sets[1]
