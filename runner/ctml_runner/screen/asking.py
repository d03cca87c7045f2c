"""Asking: how a learner asks for more on the screen they look at, by keys or by commands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asking:
    """What to type to be shown more.

    Attributes:
        hint: for the next hint.
        raw: for the tools' own words.
        task: for the open exercise's task.
        elsewhere: what is said where a command has to be typed in another terminal.
    """

    hint: str
    raw: str
    task: str
    elsewhere: str = ""


KEYS = Asking(hint="h", raw="v", task="n", elsewhere=", in another terminal")
"""While the watch runs."""

COMMANDS = Asking(hint="ctml hint", raw="ctml run --raw", task="ctml next")
"""After a command that has ended."""
