"""What is to be graded: every learner's file of every exercise that hasn't been, as it is now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ctml_runner.cohort.altered import Alteration, alterations, digests
from ctml_runner.cohort.grading.batch import Batch, Sent
from ctml_runner.cohort.grading.grader import grader_digest
from ctml_runner.cohort.grading.wanted import Cohort, Wanted
from ctml_runner.cohort.received import Received, read_part, read_received
from ctml_runner.cohort.results import Standing, read_standings
from ctml_runner.cohort.roster import Learner
from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.exercise import Exercise
from ctml_runner.judging.verdict import Outcome
from ctml_runner.teaching.misconceptions import Known, load_recorded

AT_ONCE = 40
"""Files in one batch: enough to share what they cost together, few enough to lose little."""


@dataclass(frozen=True, slots=True)
class Task:
    """The files of one exercise that are to be graded: whose they are, not yet what they hold."""

    exercise: Exercise
    learners: Sequence[Learner]


@dataclass(frozen=True, slots=True)
class Altered:
    """A learner's files that are not as they were collected; a verdict on them would count nothing.

    Attributes:
        learner: whose.
        received: what is known of the submission; None if nothing is.
        files: by exercise, how each differs.
    """

    learner: Learner
    received: Received | None
    files: Mapping[str, Alteration]


@dataclass(frozen=True, slots=True)
class Work:
    """What one run of grading has to do.

    Attributes:
        tasks: by exercise, in the plan's order.
        done: how many files were graded before and are as they were.
        altered: what is not graded, because it is not what was collected.
        before: by learner and exercise, when what is to be graded was graded last, if it was.
    """

    tasks: Sequence[Task]
    done: int
    altered: Sequence[Altered] = ()
    before: Mapping[tuple[str, str], datetime] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many files are to be graded."""
        return sum(len(task.learners) for task in self.tasks)


def find_work(cohort: Cohort, wanted: Wanted, level: int) -> Work:
    """Return what isn't graded yet, or was graded by something else, or less safely.

    A verdict that a tool's own fault prevented is asked for again.

    Args:
        cohort: whose files.
        wanted: which of them.
        level: the level of the sandbox that is at hand.

    Raises:
        InstructorError: results can't be read.
        OSError: a learner's file can't be read.
    """
    slugs = [slug for slug in cohort.plan.slugs if not wanted.exercises or slug in wanted.exercises]
    exercises = {slug: cohort.curriculum.by_slug[slug] for slug in slugs}
    graders = {slug: grader_digest(exercises[slug], cohort.plan.limits) for slug in slugs}
    standings = read_standings(cohort.folder)
    left: dict[str, list[Learner]] = {slug: [] for slug in slugs}
    altered: list[Altered] = []
    before: dict[tuple[str, str], datetime] = {}
    done = 0
    for learner in filter(wanted.holds, cohort.roster.learners):
        there = dict(digests(cohort.folder, learner, slugs))
        received = read_received(cohort.folder, learner)
        if differs := alterations(received, there, slugs):
            altered.append(Altered(learner, received, differs))
        for slug in there.keys() - differs.keys():
            standing = standings.get((learner.id, slug))
            if not wanted.again and _is_done(standing, there[slug], graders[slug], level):
                done += 1
                continue
            left[slug].append(learner)
            if standing is not None:
                before[learner.id, slug] = standing.graded
    tasks = tuple(Task(exercises[slug], left[slug]) for slug in slugs if left[slug])
    return Work(tasks, done, tuple(altered), before)


def _is_done(standing: Standing | None, file: str, grader: str, level: int) -> bool:
    return (
        standing is not None
        and (standing.file, standing.grader) == (file, grader)
        and standing.level >= level
        and standing.outcome != Outcome.CRASHED
    )


def batches(cohort: Cohort, work: Work, seed: int) -> Iterator[Batch]:
    """Yield the batches of some work, each read from the disk when it is asked for."""
    known = _known(cohort.curriculum)
    for task in work.tasks:
        for learners in _groups(task.learners, AT_ONCE):
            parts = (
                (one.id, read_part(cohort.folder, one, task.exercise.slug)) for one in learners
            )
            sent = tuple(Sent(learner, data) for learner, data in parts if data is not None)
            alike = known.get(task.exercise.slug, ())
            yield Batch(task.exercise, sent, cohort.plan.limits, seed, alike)


def _known(curriculum: Curriculum) -> Mapping[str, tuple[Known, ...]]:
    names = (
        one for exercise in curriculum.exercises for one in curriculum.misconceptions(exercise)
    )
    return load_recorded(curriculum.fingerprints_file, names)


def _groups(learners: Sequence[Learner], most: int) -> Iterator[Sequence[Learner]]:
    """Yield groups of at most so many, all of nearly the same size."""
    count = -(-len(learners) // most)
    for number in range(count):
        yield learners[number * len(learners) // count : (number + 1) * len(learners) // count]
