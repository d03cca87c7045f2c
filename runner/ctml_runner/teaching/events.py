"""Events: everything that can happen to a session, as values."""

from dataclasses import dataclass
from enum import Enum

from ctml_runner.course.exercise import Exercise
from ctml_runner.errors import CtmlError
from ctml_runner.journal import Progress
from ctml_runner.judging.verdict import Types, Verdict
from ctml_runner.teaching.tutor import Feedback


class Key(Enum):
    """What a learner can ask for while the watch runs."""

    NEXT = "n"
    RUN = "r"
    HINT = "h"
    LIST = "l"
    CHECK = "c"
    EDIT = "e"
    RAW = "v"
    RESET = "x"
    UNDO = "u"
    SOLUTION = "s"
    HELP = "?"
    QUIT = "q"


@dataclass(frozen=True, slots=True)
class Began:
    """The session started."""


@dataclass(frozen=True, slots=True)
class Saved:
    """An exercise's file has new content."""

    exercise: Exercise
    data: bytes


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An exercise's file is gone or can't be read."""

    exercise: Exercise
    error: CtmlError


@dataclass(frozen=True, slots=True)
class TypesCame:
    """The type checker answered."""

    exercise: Exercise
    types: Types


@dataclass(frozen=True, slots=True)
class VerdictCame:
    """A judgement ended."""

    exercise: Exercise
    data: bytes
    verdict: Verdict
    feedback: Feedback


@dataclass(frozen=True, slots=True)
class SomeChecked:
    """Every exercise is being judged, and so many have been."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class AllChecked:
    """Every exercise was judged, in order."""

    results: tuple[VerdictCame, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Broke:
    """Something failed that isn't the learner's code, and the session goes on."""

    error: CtmlError


@dataclass(frozen=True, slots=True)
class Told:
    """Something worth a notice happened, such as polling instead of events."""

    what: str
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Something was done in another terminal; `progress` is all that is known after it."""

    progress: Progress


@dataclass(frozen=True, slots=True)
class Pressed:
    """A key, or a line of standard input, came."""

    text: str


@dataclass(frozen=True, slots=True)
class Picked:
    """An exercise was chosen from the list."""

    exercise: Exercise


@dataclass(frozen=True, slots=True)
class ResetWanted:
    """An exercise other than the open one is to be put back to its start."""

    exercise: Exercise


@dataclass(frozen=True, slots=True)
class InputEnded:
    """Standard input ended: end too, once the verdict under way is told."""


Event = (
    Began
    | Saved
    | Unreadable
    | TypesCame
    | VerdictCame
    | SomeChecked
    | AllChecked
    | Broke
    | Told
    | Elsewhere
    | Pressed
    | Picked
    | ResetWanted
    | InputEnded
)
