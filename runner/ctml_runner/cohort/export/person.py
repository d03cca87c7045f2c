"""One learner as an export tells of them: by name, or by pseudonym."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ctml_runner.cohort.marks import Mark
from ctml_runner.cohort.received import Received
from ctml_runner.cohort.results import Graded
from ctml_runner.cohort.roster import Learner
from ctml_runner.cohort.standing.gathering import Gathered
from ctml_runner.judging.verdict import Outcome


@dataclass(frozen=True, slots=True)
class Earned:
    """One mark and what it stands on.

    Attributes:
        mark: the mark.
        result: the verdict that counts; none if nothing was judged.
    """

    mark: Mark
    result: Graded | None


@dataclass(frozen=True, slots=True)
class Person:
    """One learner.

    Attributes:
        learner: as they are named in the export.
        anonymous: whether that name is a pseudonym.
        earned: what they earned, in the plan's order.
        received: what was collected from them.
    """

    learner: Learner
    anonymous: bool
    earned: tuple[Earned, ...]
    received: Received | None

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks alone."""
        return tuple(one.mark for one in self.earned)

    @property
    def results(self) -> tuple[Graded, ...]:
        """The verdicts that count."""
        return tuple(one.result for one in self.earned if one.result is not None)

    @property
    def level(self) -> int | None:
        """The weakest sandbox that these marks stand on."""
        return min((one.level for one in self.results), default=None)

    def why(self, mark: Mark) -> str:
        """Return why a mark is what it is; by hand may name people, and is told by name only."""
        return "by hand" if self.anonymous and mark.by_hand else mark.why


def people(gathered: Gathered, shown: Sequence[Learner], *, anonymous: bool) -> Iterator[Person]:
    """Yield every learner of the roster, called as in `shown`, which has the same order."""
    for learner, name in zip(gathered.roster.learners, shown, strict=True):
        earned = tuple(_earned(gathered, mark) for mark in gathered.marks.by[learner.id])
        yield Person(name, anonymous, earned, gathered.received.get(learner.id))


def _earned(gathered: Gathered, mark: Mark) -> Earned:
    judged = mark.outcome is not Outcome.NOT_RUN or mark.level is not None
    result = gathered.results.of(mark.learner, mark.exercise) if judged else None
    return Earned(mark, result)


def number(points: float) -> int | float:
    """Return points as an integer where they are one, so that 3 is written as 3."""
    return int(points) if points == int(points) else round(points, 4)


def sentence(person: Person, one: Earned) -> str:
    """Return a mark in one plain sentence, without a word that a learner's code has said."""
    told = person.why(one.mark)
    result = one.result
    if result is None or one.mark.by_hand or one.mark.outcome is Outcome.PASSED:
        return told
    failed = [test.name for test in result.tests if not test.passed]
    found = [*result.codes, *failed]
    return f"{told}: {', '.join(found)}" if found else told


def instant(moment: datetime) -> str:
    """Return a moment as ISO 8601 in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
