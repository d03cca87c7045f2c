"""How alike a class's files are: each learner's file read, the course's own part taken away."""

from collections.abc import Iterator

from ctml_runner.cohort.received import read_part
from ctml_runner.cohort.similar.comparing import Likeness, likeness
from ctml_runner.cohort.similar.tokens import tokens
from ctml_runner.cohort.similar.winnowing import fingerprints, grams
from ctml_runner.cohort.standing.gathering import Gathered
from ctml_runner.course.exercise import MARKER, Exercise
from ctml_runner.errors import InstructorError


def likenesses(gathered: Gathered) -> Iterator[Likeness]:
    """Yield how alike the files of each exercise of the plan are.

    Raises:
        InstructorError: a submitted file can't be read.
    """
    for slug in gathered.plan.slugs:
        exercise = gathered.curriculum.by_slug[slug]
        common = given(gathered, exercise)
        try:
            prints = {
                learner.id: fingerprints(tokens(_own(data)), common)
                for learner in gathered.roster.learners
                if (data := read_part(gathered.folder, learner, slug)) is not None
            }
        except OSError as error:
            raise InstructorError(
                f"a submitted file can't be read: {error.strerror}: {error.filename}",
                where=gathered.folder.submissions,
                next_step="make it readable, or collect it again: ctml cohort collect",
            ) from error
        yield likeness(slug, prints)


def given(gathered: Gathered, exercise: Exercise) -> frozenset[int]:
    """Return the grams of what everybody was given, or is bound to write: start and solution."""
    solution = gathered.curriculum.solution(exercise).part
    return frozenset({*grams(tokens(exercise.start)), *grams(tokens(solution))})


def _own(data: bytes) -> str:
    """Return the learner's part of a file as text; no byte of it is refused."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    return text.partition(f"\n{MARKER}\n")[0]
