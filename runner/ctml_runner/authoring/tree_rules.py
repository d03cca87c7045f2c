"""What is proven of the tree: nothing is missing, nothing is double, nothing is stray."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path, PurePosixPath

from ctml_runner.authoring.finding import Finding, Rule
from ctml_runner.authoring.sources import SOLUTIONS, TABLE, TODO, Course, solution_path
from ctml_runner.authoring.tracks import TRACKS
from ctml_runner.course.curriculum import CHALLENGES, COURSE
from ctml_runner.course.ledger import has_ledger, ledger_path

_TOPS = (COURSE, CHALLENGES, SOLUTIONS)
_UNSEEN = {"__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".DS_Store"}
_LESSON = "README.md"
_RECORD = "fingerprints.json"


def everything_is_read(course: Course) -> Iterator[Finding]:
    """Every file of the course can be read as what it is."""
    yield from course.unread


def slugs_are_unique(course: Course) -> Iterator[Finding]:
    """No two exercises share a slug: progress is kept by it."""
    first: dict[str, PurePosixPath] = {}
    for exercise in course.exercises:
        other = first.setdefault(exercise.slug, exercise.path)
        if other != exercise.path:
            what = f"two exercises are called {exercise.slug!r}; the other is {other}"
            yield Finding(exercise.path, 1, what, "give one of them another slug")


def numbers_count_up(course: Course) -> Iterator[Finding]:
    """Within a chapter the exercises are numbered 01, 02, 03 …, without a gap."""
    for _, chapter in groupby(course.exercises, key=lambda one: one.path.parent):
        for wanted, exercise in enumerate(chapter, 1):
            if exercise.number != wanted:
                what = f"the number is {exercise.number:02d}; by its place it is {wanted:02d}"
                step = f"rename it {wanted:02d}_{exercise.slug}.py, and its solution too"
                yield Finding(exercise.path, 1, what, step)
                break


def challenges_keep_to_their_track(course: Course) -> Iterator[Finding]:
    """A challenge stands in a known track, and its slug ends as those of the track do."""
    for challenge in course.exercises:
        if challenge.path.parts[0] != CHALLENGES:
            continue
        if challenge.chapter not in TRACKS:
            what = f"there is no track called {challenge.chapter!r}"
            yield Finding(challenge.path, 1, what, f"move it to one of {', '.join(TRACKS)}")
        elif not challenge.slug.endswith(TRACKS[challenge.chapter]):
            what = f"the slugs of {challenge.chapter} end in {TRACKS[challenge.chapter]!r}"
            yield Finding(challenge.path, 1, what, "rename it, and its solution too")


def lessons_are_there(course: Course) -> Iterator[Finding]:
    """Every chapter has a lesson with a title and a status, and nothing left to write."""
    for folder in sorted((course.root / COURSE).glob("*/")):
        lesson = PurePosixPath(COURSE, folder.name, _LESSON)
        if folder.name in _UNSEEN:
            continue
        if not (course.root / lesson).is_file():
            yield Finding(lesson, 1, "this chapter has no lesson", f"write {lesson}")
            continue
        text = (course.root / lesson).read_text(encoding="utf-8")
        if not text.startswith("# "):
            yield Finding(lesson, 1, "a lesson begins with '# ' and its title", "add the title")
        if not any(line.startswith("Status:") for line in text.splitlines()):
            step = "add a line such as 'Status: draft · about 50 minutes'"
            yield Finding(lesson, 1, "this lesson has no status label", step)
        for number, line in enumerate(text.splitlines(), 1):
            if TODO in line:
                what = f"still to be written: {line.strip()}"
                yield Finding(lesson, number, what, "write it, and remove the word TODO")


def nothing_is_stray(course: Course) -> Iterator[Finding]:
    """Nothing lies in the course's folders that belongs to no exercise."""
    belongs = _belonging(course)
    for top in _TOPS:
        for file in sorted((course.root / top).rglob("*")):
            path = PurePosixPath(file.relative_to(course.root).as_posix())
            if _seen(file, path) and path not in belongs:
                if path.name == "__init__.py":
                    what = "a course folder is no package; an __init__.py makes it one"
                else:
                    what = "this file belongs to no exercise"
                yield Finding(path, 1, what, "delete it, or move it to where it belongs")


def tables_name_exercises(course: Course) -> Iterator[Finding]:
    """Every misconception belongs to an exercise of its chapter."""
    for chapter, table in course.tables.items():
        slugs = {one.slug for one in course.exercises if one.chapter == chapter}
        for slug, lines in table.items():
            if slug not in slugs:
                what = f"no exercise of {chapter} is called {slug!r}"
                file = PurePosixPath(SOLUTIONS, chapter, TABLE)
                yield Finding(file, lines[0], what, "rename the table, or delete it")


def _seen(file: Path, path: PurePosixPath) -> bool:
    return file.is_file() and not _UNSEEN.intersection(path.parts)


def _belonging(course: Course) -> set[PurePosixPath]:
    """Return every path that may be there: of exercises, unreadable ones too, and around them."""
    found = {PurePosixPath(top, _LESSON) for top in _TOPS} | {PurePosixPath(SOLUTIONS, _RECORD)}
    found |= {finding.file for finding in course.unread}
    for top in (COURSE, CHALLENGES):
        for folder in (course.root / top).glob("*/"):
            found.add(PurePosixPath(top, folder.name, _LESSON))
            found.add(PurePosixPath(SOLUTIONS, folder.name, TABLE))
    for exercise in course.exercises:
        found |= {exercise.path, solution_path(exercise)}
        if has_ledger(exercise):
            found.add(ledger_path(exercise))
    for finding in course.unread:  # an exercise that can't be read still has its solution
        found.add(PurePosixPath(SOLUTIONS, *finding.file.parts[1:]))
    return found


RULES = (
    Rule("readable", "every file of the course can be read as what it is", everything_is_read),
    Rule("slugs", "no two exercises share a slug", slugs_are_unique),
    Rule("numbers", "a chapter's exercises are numbered 01, 02, 03 …", numbers_count_up),
    Rule("tracks", "a challenge fits its track", challenges_keep_to_their_track),
    Rule("lessons", "every chapter has a lesson", lessons_are_there),
    Rule("strays", "nothing lies in the course that belongs to no exercise", nothing_is_stray),
    Rule("tables", "every misconception belongs to an exercise", tables_name_exercises),
)
