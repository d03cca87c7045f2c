"""Effects: everything that a session may ask to be done, as values."""

from dataclasses import dataclass
from typing import Literal

from ctml_runner.course.exercise import Exercise
from ctml_runner.journal import Hinted, Judged, Opened, Revealed
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

    fact: Judged | Hinted | Opened | Revealed
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class TellHint:
    """Look a hint up and show it."""

    exercise: Exercise
    rung: int


@dataclass(frozen=True, slots=True)
class TellChapter:
    """Look up what was learned in a chapter, and show it."""

    chapter: str


@dataclass(frozen=True, slots=True)
class TellSolution:
    """Look a solution up and show it."""

    exercise: Exercise


@dataclass(frozen=True, slots=True)
class Share:
    """Write a solved challenge's share card; the learner's code printed `output`."""

    exercise: Exercise
    output: str


@dataclass(frozen=True, slots=True)
class PutBack:
    """Put a file back: to its start, or to what it was before."""

    exercise: Exercise
    why: Literal["reset", "undo"]


@dataclass(frozen=True, slots=True)
class Edit:
    """Open an exercise's file in the learner's editor, because they asked."""

    exercise: Exercise
    line: int


@dataclass(frozen=True, slots=True)
class Follow:
    """The next exercise is open: show its file in the editor, if it follows."""

    exercise: Exercise


@dataclass(frozen=True, slots=True)
class Show:
    """Show a message."""

    message: Message


@dataclass(frozen=True, slots=True)
class Stop:
    """End the watch."""


Telling = TellHint | TellChapter | TellSolution | Share
"""What has to be looked up before it can be shown."""

Effect = Judge | Cancel | CheckAll | Remember | Telling | PutBack | Edit | Follow | Show | Stop
