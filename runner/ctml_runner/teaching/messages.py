"""Messages: everything that a screen may be asked to show, as values."""

from dataclasses import dataclass
from pathlib import Path

from ctml_runner.course.exercise import Exercise
from ctml_runner.errors import CtmlError
from ctml_runner.judging.verdict import Types, Verdict
from ctml_runner.teaching.tutor import Feedback


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
class Finished:
    """Every exercise of the course has passed."""

    total: int


@dataclass(frozen=True, slots=True)
class Hint:
    """One rung of the general hints."""

    exercise: Exercise
    rung: int
    of: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    exercise: Exercise
    done: bool
    current: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """All exercises, in order."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """Every exercise was judged: the verdicts in order, and the time it took."""

    verdicts: tuple[Verdict, ...]
    seconds: float


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
    Ready
    | Task
    | Checking
    | TypesKnown
    | Judged
    | Advanced
    | Finished
    | Hint
    | Listing
    | Checked
    | Keys
    | Raw
    | Notice
    | Problem
)
