"""What is to be graded, and of which cohort."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.plan import Plan
from ctml_runner.cohort.roster import Learner, Roster
from ctml_runner.course.curriculum import Curriculum


@dataclass(frozen=True, slots=True)
class Cohort:
    """A cohort, read.

    Attributes:
        folder: where it stands.
        plan: what it does.
        roster: who is in it.
        curriculum: what there is to learn.
    """

    folder: CohortFolder
    plan: Plan
    roster: Roster
    curriculum: Curriculum


@dataclass(frozen=True, slots=True)
class Shard:
    """One part of a cohort, for one of several machines.

    Attributes:
        number: which, counted from 1.
        of: how many there are.
    """

    number: int
    of: int

    def holds(self, learner: Learner) -> bool:
        """Whether a learner is this machine's, whatever the order of the roster."""
        digest = hashlib.sha256(learner.id.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:8], "big") % self.of == self.number - 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be graded.

    Attributes:
        learners: the ids of learners; none means all.
        exercises: slugs; none means all of the plan.
        shard: which part of the class is this machine's; None if all of it is.
        again: whether what was graded and has not changed is graded too.
    """

    learners: Collection[str] = field(default_factory=frozenset)
    exercises: Collection[str] = field(default_factory=frozenset)
    shard: Shard | None = None
    again: bool = False

    def holds(self, learner: Learner) -> bool:
        """Whether a learner's files are wanted."""
        named = not self.learners or learner.id in self.learners
        return named and (self.shard is None or self.shard.holds(learner))
