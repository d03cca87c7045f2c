"""Asking: how a learner asks for more on the screen they look at, by keys or by commands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asking:
    """What to type for the next hint, for the tools' own words, for the open exercise's task."""

    hint: str
    raw: str
    task: str


KEYS = Asking(hint="h", raw="v", task="n")
"""While the watch runs."""

COMMANDS = Asking(hint="ctml hint", raw="ctml run --raw", task="ctml next")
"""After a command that has ended."""
