"""``ctml cohort mark``: a mark by hand, which holds whatever was graded."""

import math
from pathlib import Path

from ctml_runner.cohort.folder import find_cohort
from ctml_runner.cohort.gradebook import MOST, append_mark, hand_mark
from ctml_runner.cohort.plan import Item, Plan, read_plan
from ctml_runner.cohort.roster import read_roster
from ctml_runner.commands.cohort.telling import writing
from ctml_runner.course.curriculum import Curriculum, read_curriculum
from ctml_runner.errors import InstructorError, LearnerError


def mark(place: Path, learner: str, exercise: str, points: str, why: str) -> None:
    """Append a mark to the gradebook.

    Args:
        place: the cohort's folder, or one in it.
        learner: an id, a login, an email.
        exercise: which.
        points: how many; ``graded`` takes a mark by hand back.
        why: why, for the learner to read.

    Raises:
        InstructorError: nobody is called so, the exercise is not the class's, or the points
            are none.
    """
    folder, curriculum = find_cohort(place), read_curriculum()
    plan = read_plan(folder, curriculum)
    who = read_roster(folder).find(learner)
    item = _item(plan, curriculum, exercise)
    given = None if points == "graded" else _points(points)
    if not why.strip():
        raise InstructorError("a mark by hand says why", next_step='--why "solved it on paper"')
    with writing(folder.gradebook):
        append_mark(folder, hand_mark(who.id, item.slug, given, why.strip()))
    told = "what was graded counts again" if given is None else f"{given:g} of {item.points}"
    print(f"{who.id}, {item.slug}: {told}   ({why.strip()})")
    if given is not None and given > item.points:
        print(f"  more than the {item.points} that a pass gives")
    print(f"  kept in {folder.gradebook}")
    if given is not None:
        print(f"  to take it back: ctml cohort mark {who.id} {item.slug} graded --why TEXT")


def _item(plan: Plan, curriculum: Curriculum, name: str) -> Item:
    try:
        slug = curriculum.find(name).slug
    except LearnerError as error:
        raise InstructorError(error.what, next_step=f"one of {', '.join(plan.slugs)}") from None
    if slug not in plan.by_slug:
        raise InstructorError(
            f"{slug} is not an exercise of this class",
            next_step=f"add it to cohort.toml; or one of {', '.join(plan.slugs)}",
        )
    return plan.by_slug[slug]


def _points(text: str) -> float:
    try:
        points = float(text)
    except ValueError:
        points = math.nan
    if not 0 <= points <= MOST:
        raise InstructorError(
            f"{text!r} is no number of points",
            next_step="a number from 0 on, such as 1 or 0.5; or: graded   (takes a mark back)",
        )
    return points
