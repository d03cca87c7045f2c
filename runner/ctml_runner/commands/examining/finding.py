"""A finding: one thing that was looked at, how it is, and what would mend it."""

from dataclasses import dataclass
from enum import StrEnum

from ctml_runner.errors import CtmlError


class Health(StrEnum):
    """How a thing is."""

    GOOD = "ok"
    """As it should be."""
    FAIR = "note"
    """It works, and could be better."""
    BAD = "bad"
    """A learner could not begin like this."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        about: what it is, in a word or two.
        value: how it was found, as half a sentence.
        health: whether that is well.
        next_step: what would mend it: the command to type, or the thing to do.
    """

    about: str
    value: str
    health: Health = Health.GOOD
    next_step: str = ""


def fault(about: str, error: CtmlError) -> Finding:
    """Return the finding that an error is."""
    place = f" ({error.where}{f':{error.line}' if error.line else ''})" if error.where else ""
    return Finding(about, f"{error.what}{place}", Health.BAD, error.next_step)
