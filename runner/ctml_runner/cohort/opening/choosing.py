"""Choosing what a class is to do, as an instructor says it on the command line."""

from difflib import get_close_matches

from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.exercise import Exercise
from ctml_runner.errors import InstructorError, LearnerError


def chosen(curriculum: Curriculum, said: str | None) -> tuple[Exercise, ...]:
    """Return the exercises that are meant, in the order of the course.

    Args:
        curriculum: what there is.
        said: names with commas between them: exercises, chapters, tracks; None is the course.

    Raises:
        InstructorError: one of them means nothing; the nearest name is told.
    """
    if said is None:
        return curriculum.course
    names = [name.strip() for name in said.split(",") if name.strip()]
    if not names:
        raise InstructorError(
            "no exercise is named",
            next_step="ctml cohort new DIR --exercises 00,01   (or leave it out: the whole course)",
        )
    meant = {exercise for name in names for exercise in _meant(curriculum, name)}
    return tuple(exercise for exercise in curriculum.exercises if exercise in meant)


def _meant(curriculum: Curriculum, name: str) -> tuple[Exercise, ...]:
    track = tuple(exercise for exercise in curriculum.challenges if exercise.chapter == name)
    if track:
        return track
    try:
        chapter = curriculum.chapter(name)
        return tuple(exercise for exercise in curriculum.course if exercise.chapter == chapter)
    except LearnerError:
        pass
    try:
        return (curriculum.find(name),)
    except LearnerError:
        raise _unknown(curriculum, name) from None


def _unknown(curriculum: Curriculum, name: str) -> InstructorError:
    chapters = [chapter.partition("_")[2] for chapter in curriculum.chapters]
    tracks = dict.fromkeys(exercise.chapter for exercise in curriculum.challenges)
    near = get_close_matches(name, [*curriculum.by_slug, *chapters, *tracks], n=1)
    return InstructorError(
        f"no exercise, chapter or track is called {name!r}"
        + (f"; did you mean {near[0]!r}?" if near else ""),
        next_step=f"chapters: {', '.join(curriculum.chapters)}; tracks: {', '.join(tracks)}",
    )
