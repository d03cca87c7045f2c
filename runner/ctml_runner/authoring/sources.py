"""The course as its authors wrote it: read whole, with what can't be read told as findings."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from ctml_runner.authoring.finding import Finding
from ctml_runner.course.curriculum import CHALLENGES, COURSE
from ctml_runner.course.exercise import MARKER, Exercise, Misconception, Solution
from ctml_runner.course.ledger import Ledger, has_ledger, ledger_path, read_ledger
from ctml_runner.course.reading import read_exercise, read_misconceptions, read_solution
from ctml_runner.errors import AuthorError

SOLUTIONS = "solutions"
TABLE = "misconceptions.toml"
TODO = "TODO"
"""What a skeleton leaves to be written is marked with this word."""
_HEAD = re.compile(r"\[\[ *(\w+) *\]\]")


@dataclass(frozen=True)
class Entry:
    """One exercise with all that belongs to it.

    Attributes:
        exercise: the exercise as it is shipped.
        solution: its solution.
        misconceptions: its known wrong answers, in the order of their file.
        lines: the line in the chapter's table on which each of them begins.
        ledger: what may be said of a paper's code; None for all but papers, and where it can't
            be read.
    """

    exercise: Exercise
    solution: Solution
    misconceptions: tuple[Misconception, ...]
    lines: tuple[int, ...]
    ledger: Ledger | None = None

    @property
    def file(self) -> PurePosixPath:
        """The exercise's file."""
        return self.exercise.path

    @property
    def solution_file(self) -> PurePosixPath:
        """The solution's file."""
        return solution_path(self.exercise)

    @property
    def table(self) -> PurePosixPath:
        """The file of the chapter's misconceptions."""
        return PurePosixPath(SOLUTIONS, self.exercise.chapter, TABLE)

    @property
    def first_line(self) -> int:
        """The line of the table on which this exercise's misconceptions begin."""
        return self.lines[0] if self.lines else 1

    @property
    def marker_line(self) -> int:
        """The marker's line in the exercise."""
        return self.exercise.start.count("\n") + 1

    @cached_property
    def answer(self) -> ast.Module:
        """The solution, parsed."""
        return ast.parse(self.solution.part)

    @cached_property
    def checks(self) -> ast.Module:
        """The shipped checks, parsed; line numbers are those of the exercise's file."""
        tree = ast.parse(self.exercise.checks)
        return ast.increment_lineno(tree, self.marker_line - 1)


@dataclass(frozen=True)
class Course:
    """The whole tree of a checkout.

    Attributes:
        root: the checkout.
        exercises: every exercise that could be read, solved or not.
        entries: those of them that have all that belongs to them.
        tables: for each chapter, the slugs of its table and the line where each begins.
        unread: what could not be read, and why.
    """

    root: Path
    exercises: tuple[Exercise, ...]
    entries: tuple[Entry, ...]
    tables: Mapping[str, Mapping[str, tuple[int, ...]]]
    unread: tuple[Finding, ...]


def solution_path(exercise: Exercise) -> PurePosixPath:
    """Return where the solution of `exercise` stands, relative to the checkout."""
    return PurePosixPath(SOLUTIONS, exercise.chapter, exercise.path.name)


def read_course(root: Path) -> Course:
    """Read everything below `root`, and go on after what can't be read."""
    reader = _Reader(root)
    exercises = tuple(reader.exercises())
    entries = tuple(reader.entries(exercises))
    return Course(root, exercises, entries, reader.tables, tuple(sorted(reader.unread)))


class _Reader:
    """Reads files one by one and notes what is wrong with each."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: dict[str, dict[str, tuple[Misconception, ...]]] = {}
        self.tables: dict[str, dict[str, tuple[int, ...]]] = {}
        self.unread: list[Finding] = []

    def exercises(self) -> Iterator[Exercise]:
        """Yield the exercises of the course, then the challenges."""
        for top in (COURSE, CHALLENGES):
            for file in sorted((self._root / top).glob("*/*.py")):
                if file.name == "__init__.py":
                    continue  # a rule of its own tells why it must go
                path = PurePosixPath(file.relative_to(self._root).as_posix())
                try:
                    exercise = read_exercise(file, path)
                except (AuthorError, UnicodeDecodeError) as error:
                    self._note(path, error)
                else:
                    if self._parses(path, exercise.start, 0) and self._parses(
                        path, exercise.checks, exercise.start.count("\n")
                    ):
                        yield exercise

    def entries(self, exercises: tuple[Exercise, ...]) -> Iterator[Entry]:
        """Yield the exercises that have a solution that can be read, with their misconceptions."""
        for exercise in exercises:
            known = self._table(exercise.chapter).get(exercise.slug, ())
            heads = self.tables.get(exercise.chapter, {}).get(exercise.slug, ())
            lines = (*heads, *(1 for _ in known))[: len(known)]  # TOML has other forms of tables
            path = solution_path(exercise)
            try:
                solution = read_solution(self._root / path)
            except (AuthorError, UnicodeDecodeError) as error:
                self._note(path, error)
                continue
            if self._parses(path, solution.part, 0):
                yield Entry(exercise, solution, known, lines, self._ledger(exercise))

    def _table(self, chapter: str) -> dict[str, tuple[Misconception, ...]]:
        if chapter not in self._known:
            path = PurePosixPath(SOLUTIONS, chapter, TABLE)
            try:
                self._known[chapter] = read_misconceptions(self._root / path)
                self.tables[chapter] = _heads((self._root / path).read_text(encoding="utf-8"))
            except AuthorError as error:
                self._known[chapter] = {}
                self._note(path, error)
        return self._known[chapter]

    def _ledger(self, exercise: Exercise) -> Ledger | None:
        if has_ledger(exercise):
            path = ledger_path(exercise)
            try:
                return read_ledger(self._root / path)
            except (AuthorError, UnicodeDecodeError) as error:
                self._note(path, error)
        return None

    def _parses(self, path: PurePosixPath, text: str, above: int) -> bool:
        try:
            ast.parse(text)
        except (SyntaxError, ValueError) as error:
            line = above + (getattr(error, "lineno", None) or 1)
            what = f"Python can't parse this: {getattr(error, 'msg', error)}"
            step = f"mend it; what stands above {MARKER!r} must parse alone, and so must the checks"
            self.unread.append(Finding(path, line, what, step))
            return False
        return True

    def _note(self, path: PurePosixPath, error: AuthorError | UnicodeDecodeError) -> None:
        if isinstance(error, AuthorError):
            step = error.next_step or "see CONTRIBUTING.md, 'I want to add an exercise'"
            self.unread.append(Finding(path, error.line or 1, error.what, step))
        else:
            self.unread.append(Finding(path, 1, "not UTF-8 text", "save the file as UTF-8"))


def _heads(text: str) -> dict[str, tuple[int, ...]]:
    """Return, for each slug of a table, the lines on which its entries begin."""
    found: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if match := _HEAD.match(line.strip()):
            found[match[1]] = (*found.get(match[1], ()), number)
    return found
