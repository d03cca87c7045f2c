"""The plan of a cohort as a value: what is handed out, for how many points, until when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from ctml_runner.cohort.plan.late import LateRule, Nothing
from ctml_runner.course.workspace.rules import AfterPass, CohortRules, SolutionsRule


@dataclass(frozen=True, slots=True)
class Item:
    """One exercise of a cohort.

    Attributes:
        slug: which.
        points: what a pass is worth.
        must: whether everyone does it; what is not a must is for those who are ahead.
    """

    slug: str
    points: int
    must: bool = True


@dataclass(frozen=True, slots=True)
class Limits:
    """What a learner's code may use while it is graded.

    Attributes:
        seconds: of time, for one test; all tests of an exercise have twice that.
        memory_mib: of memory, for one process and for all of them together.
        processes: at once.
        files_mib: of each file that it writes.
    """

    seconds: float = 10.0
    memory_mib: int = 1024
    processes: int = 64
    files_mib: int = 16


@dataclass(frozen=True)
class Plan:
    """What ``cohort.toml`` says.

    Attributes:
        name: of the class, for people.
        course: the version of ctml that the plan was made with.
        items: the exercises, in the plan's order.
        due: when it is to be handed in; None if it never is.
        grace: how much later is not late yet.
        late: what later work earns.
        zone: by whose clocks a learner's own days are counted; empty if each has 24 hours.
        limits: what a learner's code may use.
        least_level: the weakest sandbox in which grading is allowed, from 0 to 3.
        solutions: when learners see solutions.
        any_order: whether exercises may be opened in any order.
        stuck_attempts: how many saves without a pass make a learner stuck.
        stuck_hours: how many hours without a pass do.
        workshop: whether this is one workshop in a room.
        share: the folder that journals are copied to while the watch runs; empty if none.
    """

    name: str
    course: str
    items: tuple[Item, ...]
    due: datetime | None = None
    grace: timedelta = timedelta(0)
    limits: Limits = field(default_factory=Limits)
    least_level: int = 2
    solutions: SolutionsRule = field(default_factory=AfterPass)
    any_order: bool = False
    stuck_attempts: int = 8
    stuck_hours: float = 2.0
    workshop: bool = False
    share: str = ""
    late: LateRule = field(default_factory=Nothing)
    zone: str = ""

    @cached_property
    def by_slug(self) -> Mapping[str, Item]:
        """Every item by its exercise."""
        return {item.slug: item for item in self.items}

    @property
    def slugs(self) -> tuple[str, ...]:
        """The exercises, in the plan's order."""
        return tuple(item.slug for item in self.items)

    @property
    def maximum(self) -> int:
        """The points of someone who passes everything."""
        return sum(item.points for item in self.items)

    @property
    def rules(self) -> CohortRules:
        """What of it is a learner's to know, and is handed out."""
        may = tuple(item.slug for item in self.items if not item.must)
        return CohortRules(self.name, self.slugs, self.any_order, self.solutions, may, self.share)
