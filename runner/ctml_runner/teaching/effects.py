"""Effects: everything that a session may ask to be done, as values."""

from dataclasses import dataclass

from ctml_runner.course.exercise import Exercise
from ctml_runner.journal import Hinted, Judged, Opened
from ctml_runner.teaching.messages import Message


@dataclass(frozen=True, slots=True)
class Judge:
    """Judge these bytes, or with None the file as it stands; end what is being judged."""

    exercise: Exercise
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Cancel:
    """End what is being judged."""


@dataclass(frozen=True, slots=True)
class CheckAll:
    """Judge every exercise."""


@dataclass(frozen=True, slots=True)
class Remember:
    """Write a fact into the journal; with data, keep the save too."""

    fact: Judged | Hinted | Opened
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class TellHint:
    """Look a hint up and show it."""

    exercise: Exercise
    rung: int


@dataclass(frozen=True, slots=True)
class Show:
    """Show a message."""

    message: Message


@dataclass(frozen=True, slots=True)
class Stop:
    """End the watch."""


Effect = Judge | Cancel | CheckAll | Remember | TellHint | Show | Stop
