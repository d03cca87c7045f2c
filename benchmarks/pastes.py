"""What is saved: for each exercise its solution, and each known mistake, never twice the same."""

from dataclasses import dataclass
from pathlib import Path

from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.exercise import Exercise


@dataclass(frozen=True, slots=True)
class Material:
    """What can be saved of one exercise.

    Attributes:
        exercise: the exercise.
        file: the learner's file.
        right: the learner's part of the solution.
        wrong: the learner's part with each known mistake.
    """

    exercise: Exercise
    file: Path
    right: str
    wrong: tuple[str, ...]

    @property
    def has_law(self) -> bool:
        """Whether the checks hold a property test."""
        return "@given(" in self.exercise.checks

    def text(self, *, passes: bool, number: int) -> str:
        """Return a whole file; its number makes it differ from every other."""
        part = self.right if passes else self.wrong[number % len(self.wrong)]
        return f"{part.rstrip()}\n\n# save {number}\n\n\n{self.exercise.checks}"


def material(curriculum: Curriculum, workspace: Path) -> tuple[Material, ...]:
    """Return the material of the whole course."""
    return tuple(_of(curriculum, workspace, exercise) for exercise in curriculum.course)


def _of(curriculum: Curriculum, workspace: Path, exercise: Exercise) -> Material:
    right = curriculum.solution(exercise).part
    known = curriculum.misconceptions(exercise)
    wrong = tuple(right.replace(one.original, one.replacement) for one in known)
    return Material(exercise, workspace / exercise.path, right, wrong)
