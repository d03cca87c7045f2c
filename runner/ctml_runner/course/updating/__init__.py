"""Bringing a newer course into an older workspace, without losing anything of the learner's."""

from ctml_runner.course.course_state import CourseState, course_state
from ctml_runner.course.updating.bringing import update
from ctml_runner.course.updating.report import (
    Changed,
    Conflict,
    Done,
    Doubled,
    How,
    Left,
    Moved,
    PutAway,
    Report,
)

__all__ = [
    "Changed",
    "Conflict",
    "CourseState",
    "Done",
    "Doubled",
    "How",
    "Left",
    "Moved",
    "PutAway",
    "Report",
    "course_state",
    "update",
]
