"""The curriculum: the file tree read as a value; there is no index to keep in step."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path, PurePosixPath

from ctml_runner.course.exercise import Exercise, Misconception, Solution
from ctml_runner.course.ledger import Ledger, ledger_path, read_ledger
from ctml_runner.course.locate import curriculum_root
from ctml_runner.course.reading import read_exercise, read_misconceptions, read_solution
from ctml_runner.errors import AuthorError, LearnerError

COURSE = "exercises"
CHALLENGES = "challenges"
_PLACE = re.compile(r"(\w{1,60})[./]([0-9]{1,6})")


@dataclass(frozen=True)
class Curriculum:
    """Everything there is to learn, in order.

    Attributes:
        root: the folder that holds ``exercises/``, ``solutions/`` and ``challenges/``.
        course: the exercises of the chapters, in the order they are met.
        challenges: the exercises of the challenge tracks.
    """

    root: Path
    course: tuple[Exercise, ...]
    challenges: tuple[Exercise, ...]

    @cached_property
    def by_slug(self) -> Mapping[str, Exercise]:
        """Every exercise and challenge by its slug."""
        return {exercise.slug: exercise for exercise in self.exercises}

    @cached_property
    def by_path(self) -> Mapping[PurePosixPath, Exercise]:
        """Every exercise and challenge by its path in the workspace."""
        return {exercise.path: exercise for exercise in self.exercises}

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """The course, then the challenges."""
        return self.course + self.challenges

    @property
    def chapters(self) -> tuple[str, ...]:
        """The chapters of the course, in order."""
        return tuple(dict.fromkeys(exercise.chapter for exercise in self.course))

    def find(self, name: str) -> Exercise:
        """Return the exercise that a learner means by `name`: a slug, a file, a number and slug.

        The place that the list shows is a name too: ``2.3``, also written ``02/3``.

        Raises:
            LearnerError: no exercise has that name; the nearest one is told.
        """
        if len(there := self._at(name)) == 1:
            return there[0]
        slug = PurePosixPath(name.replace("\\", "/")).name.removesuffix(".py")
        if slug[:3].removesuffix("_").isdigit():
            slug = slug[3:]
        if slug in self.by_slug:
            return self.by_slug[slug]
        near = get_close_matches(slug, self.by_slug, n=1)
        raise LearnerError(
            f"no exercise is called {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""),
            next_step="ctml list",
        )

    def _at(self, name: str) -> tuple[Exercise, ...]:
        """Return what stands at a place such as ``2.3``, ``02/3``, ``02_morphisms/3``."""
        found = _PLACE.fullmatch(name)
        if found is None:
            return ()
        chapter, number = found.groups()
        there = (e for e in self.exercises if e.number == int(number))
        if chapter.isdecimal():
            return tuple(e for e in there if e.place == f"{int(chapter)}.{e.number}")
        return tuple(e for e in there if e.chapter == chapter)

    def chapter(self, name: str) -> str:
        """Return the chapter that a learner means by `name`: ``01`` or ``domain_objects``.

        Raises:
            LearnerError: no chapter has that name.
        """
        wanted = name.rstrip("/").split("/")[-1]
        for chapter in self.chapters:
            number, _, slug = chapter.partition("_")
            if wanted in {chapter, slug, number} or (
                wanted.isdigit() and int(wanted) == int(number)
            ):
                return chapter
        raise LearnerError(
            f"no chapter is called {name!r}; there are {', '.join(self.chapters)}",
            next_step="ctml read",
        )

    def lesson(self, chapter: str) -> Path:
        """Return the chapter's lesson."""
        return self.root / COURSE / chapter / "README.md"

    def solution_file(self, exercise: Exercise) -> Path:
        """Return where the solution of `exercise` stands."""
        return self.root / "solutions" / exercise.chapter / exercise.path.name

    def solution(self, exercise: Exercise) -> Solution:
        """Read the solution of `exercise`.

        Raises:
            AuthorError: there is none, or it lacks a hint or a Why.
        """
        return read_solution(self.solution_file(exercise))

    def ledger(self, exercise: Exercise) -> Ledger:
        """Read the ledger of a paper challenge.

        Raises:
            AuthorError: it has none, or the ledger is not in form.
        """
        return read_ledger(self.root / ledger_path(exercise))

    def misconceptions_file(self, chapter: str) -> Path:
        """Return where the misconceptions of `chapter` stand."""
        return self.root / "solutions" / chapter / "misconceptions.toml"

    def misconceptions(self, exercise: Exercise) -> tuple[Misconception, ...]:
        """Read the misconceptions of `exercise`.

        Raises:
            AuthorError: the chapter has no such file, or it can't be read.
        """
        known = read_misconceptions(self.misconceptions_file(exercise.chapter))
        return known.get(exercise.slug, ())

    @property
    def fingerprints_file(self) -> Path:
        """Where the recorded fingerprints of all misconceptions stand."""
        return self.root / "solutions" / "fingerprints.json"


def read_curriculum(root: Path | None = None) -> Curriculum:
    """Read the curriculum at `root`, by default the shipped one.

    Raises:
        AuthorError: a file is not an exercise, or two exercises share a slug.
    """
    root = curriculum_root() if root is None else root
    curriculum = Curriculum(root, _read_tree(root, COURSE), _read_tree(root, CHALLENGES))
    seen: dict[str, Exercise] = {}
    for exercise in curriculum.exercises:
        if exercise.slug in seen:
            raise AuthorError(
                f"two exercises are called {exercise.slug!r}: see {seen[exercise.slug].path}",
                where=root / exercise.path,
            )
        seen[exercise.slug] = exercise
    return curriculum


def _read_tree(root: Path, top: str) -> tuple[Exercise, ...]:
    files = sorted((root / top).glob("*/*.py"))
    return tuple(
        read_exercise(file, PurePosixPath(file.relative_to(root).as_posix())) for file in files
    )
