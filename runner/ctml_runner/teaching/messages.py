"""Messages: everything that a screen may be asked to show, as values."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ctml_runner.course.exercise import Exercise
from ctml_runner.errors import CtmlError
from ctml_runner.judging.verdict import Types, Verdict
from ctml_runner.teaching.tutor import Feedback, Learned


@dataclass(frozen=True, slots=True)
class Welcome:
    """Someone is here for the first time."""

    workspace: Path
    total: int


@dataclass(frozen=True, slots=True)
class Ready:
    """The watch is up: where, and how saves are noticed."""

    workspace: Path
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Task:
    """What there is to do."""

    exercise: Exercise
    file: Path
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Checking:
    """A save is being judged."""

    exercise: Exercise


@dataclass(frozen=True, slots=True)
class TypesKnown:
    """The type checker has answered; the tests are still running."""

    exercise: Exercise
    types: Types


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict, what is said of it, and how many general hints have been shown."""

    exercise: Exercise
    verdict: Verdict
    feedback: Feedback
    rungs: int


@dataclass(frozen=True, slots=True)
class Advanced:
    """The exercise passed, and the next one is open."""

    passed: Exercise
    exercise: Exercise
    file: Path
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class ChapterEnded:
    """Every exercise of a chapter has passed: what was learned, in order."""

    chapter: str
    learned: tuple[Learned, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """Every exercise of the course has passed.

    Attributes:
        total: how many exercises the course has.
        challenges: the challenges that wait; with none left, all there is has been done.
    """

    total: int
    challenges: tuple[Exercise, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """A challenge has passed, and its share card was written."""

    exercise: Exercise
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """One rung of the general hints."""

    exercise: Exercise
    rung: int
    of: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list.

    Attributes:
        exercise: which one it is about.
        done: whether it has passed.
        current: whether it is the open one.
        attempts: how many of its saves were judged.
        waits_for: the exercises of the course that come before it and haven't passed, in order.
        skipped: whether it was stepped over, and has neither been opened since nor passed.
        must: whether everyone in the class does it, or whoever is ahead; None if nobody says.
    """

    exercise: Exercise
    done: bool
    current: bool
    attempts: int = 0
    waits_for: tuple[Exercise, ...] = ()
    skipped: bool = False
    must: bool | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """All exercises, in order."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class CheckingAll:
    """Every exercise is being judged, and so many have been."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Checked:
    """Every exercise was judged: the verdicts in order, and the time it took."""

    verdicts: tuple[Verdict, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Question:
    """Something to be answered with y or n before it is done."""

    exercise: Exercise
    text: str


@dataclass(frozen=True, slots=True)
class Restored:
    """A file was put back: to its start, or to what it was before."""

    exercise: Exercise
    why: Literal["reset", "undo"]
    file: Path


@dataclass(frozen=True, slots=True)
class Solution:
    """The answer of an exercise, and what is learned by it."""

    exercise: Exercise
    part: str
    why: str


@dataclass(frozen=True, slots=True)
class Keys:
    """Which keys there are."""


@dataclass(frozen=True, slots=True)
class Raw:
    """The tools' own words about the last verdict."""

    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Notice:
    """Something worth knowing that isn't about the learner's code."""

    what: str
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """An error that the session survives."""

    error: CtmlError


Message = (
    Welcome
    | Ready
    | Task
    | Checking
    | TypesKnown
    | Judged
    | Advanced
    | ChapterEnded
    | Finished
    | Shared
    | Hint
    | Listing
    | CheckingAll
    | Checked
    | Question
    | Restored
    | Solution
    | Keys
    | Raw
    | Notice
    | Problem
)
