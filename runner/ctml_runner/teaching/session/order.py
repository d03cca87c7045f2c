"""The order of things: what comes next, and what has to wait for what."""

from collections.abc import Iterator

from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.exercise import Exercise
from ctml_runner.journal import Progress


def following(
    curriculum: Curriculum,
    progress: Progress,
    after: Exercise | None,
    later: frozenset[str] = frozenset(),
) -> Exercise | None:
    """Return what is to be opened after an exercise, or nothing if there is nothing left.

    After an exercise of the course: the next that hasn't passed, then those that were skipped;
    the challenges never come unasked. After a challenge: the next one of its track, then what
    is left of the course, then the other challenges. What is `later` comes after all others.
    """
    left = [e for e in _behind(curriculum, after) if e.slug not in progress.done]
    now = [e for e in left if e.slug not in later]
    if not now and after is not None and after.slug not in later:  # the first of what is later
        left = [e for e in _behind(curriculum, None) if e.slug not in progress.done]
    return next(iter(now or left), None)


def _behind(curriculum: Curriculum, after: Exercise | None) -> Iterator[Exercise]:
    if after is None or after in curriculum.course:
        yield from _around(curriculum.course, after)
        return
    yield from (e for e in curriculum.challenges if e.chapter == after.chapter)
    yield from curriculum.course
    yield from curriculum.challenges


def _around(course: tuple[Exercise, ...], after: Exercise | None) -> Iterator[Exercise]:
    begin = course.index(after) + 1 if after is not None else 0
    yield from course[begin:]
    yield from course[:begin]


def waiting_challenges(curriculum: Curriculum, progress: Progress) -> tuple[Exercise, ...]:
    """Return the challenges that haven't passed."""
    return tuple(e for e in curriculum.challenges if e.slug not in progress.done)


def skipped_by(
    curriculum: Curriculum, progress: Progress, exercise: Exercise
) -> tuple[Exercise, ...]:
    """Return what hasn't passed of the course before `exercise`; a challenge skips nothing."""
    course = curriculum.course
    ahead = course.index(exercise) if exercise in course else 0
    return tuple(e for e in course[:ahead] if e.slug not in progress.done)
