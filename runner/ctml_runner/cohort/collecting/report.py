"""What a collection did, as values."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from ctml_runner.cohort.received import Received
from ctml_runner.cohort.roster import Learner


class What(Enum):
    """What became of one learner's submission."""

    NEW = "new"
    NEWER = "newer"  # a file of it took the place of a former one, or is one more
    SAME = "unchanged"
    RESTORED = "put back as it was collected; files of it in submissions had been altered"
    OLDER = "older than what was collected before, which stays"
    EMPTY = "without any exercise's file; what was collected before stays"


@dataclass(frozen=True, slots=True)
class Collected:
    """A submission that is a learner's.

    Attributes:
        learner: whose.
        where: where it was found.
        what: what became of it.
        received: what is known of it now.
        late: how long after the learner's due time its latest file came.
    """

    learner: Learner
    where: str
    what: What
    received: Received
    late: timedelta


@dataclass(frozen=True, slots=True)
class Left:
    """Something that was not collected.

    Attributes:
        where: where it stands.
        why: why not; it goes on after that place.
        nameless: whether all that is missing is whose it is.
        several: whether it is several learners', and can be collected by itself.
    """

    where: str
    why: str
    nameless: bool = False
    several: bool = False


Result = Collected | Left
