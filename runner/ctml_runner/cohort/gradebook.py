"""Marks by hand: lines that are only ever appended; the newest one for an exercise holds."""

import getpass
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

import msgspec
from filelock import FileLock
from msgspec import Meta

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.course.appending import append_whole

Key = tuple[str, str]
"""A learner's id and an exercise's slug."""


MOST = 10_000
"""The most points a mark by hand may give; more is a slip of the keyboard."""

_BOM = b"\xef\xbb\xbf"
"""What some editors put before the first line of a file that they save."""


class HandMark(msgspec.Struct, frozen=True):
    """A mark that an instructor gave, which holds whatever was graded.

    Attributes:
        learner: the roster's id.
        exercise: the slug.
        points: how many, from 0 on; more than the exercise's, where work is to be honoured.
        by: who gave it.
        why: why, for the learner to read.
        time: when.
        withdrawn: whether this line takes the mark by hand back, so that what was graded counts.
    """

    learner: str
    exercise: str
    points: Annotated[float, Meta(ge=0, le=MOST)]
    by: str
    why: str
    time: Annotated[datetime, Meta(tz=True)]
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Gradebook:
    """The marks by hand as they were read.

    Attributes:
        marks: those that hold, by learner and exercise.
        damaged: the numbers, from 1, of lines that can't be read.
    """

    marks: Mapping[Key, HandMark]
    damaged: tuple[int, ...] = ()


def read_gradebook(folder: CohortFolder) -> Gradebook:
    """Read the marks by hand; where there is no file, none were given.

    Raises:
        OSError: the file is there and can't be read.
    """
    try:
        data = folder.gradebook.read_bytes()
    except FileNotFoundError:
        return Gradebook({})
    marks: dict[Key, HandMark] = {}
    damaged = []
    for number, line in enumerate(data.removeprefix(_BOM).split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            mark = msgspec.json.decode(line, type=HandMark)
        except (ValueError, RecursionError):
            damaged.append(number)
            continue
        marks.pop((mark.learner, mark.exercise), None)
        if not mark.withdrawn:
            marks[mark.learner, mark.exercise] = mark
    return Gradebook(marks, tuple(damaged))


def append_mark(folder: CohortFolder, mark: HandMark) -> None:
    """Write a mark down; when this returns, no power cut can lose it.

    Raises:
        OSError: it can't be written; the file is as it was.
    """
    folder.hidden.mkdir(exist_ok=True)
    with FileLock(folder.hidden / "gradebook.lock", timeout=5):
        append_whole(folder.gradebook, msgspec.json.encode(mark) + b"\n")


def hand_mark(learner: str, exercise: str, points: float | None, why: str) -> HandMark:
    """Return the mark that whoever is logged in gives now; None takes the last one back."""
    withdrawn = points is None
    return HandMark(learner, exercise, points or 0.0, _who(), why, datetime.now(UTC), withdrawn)


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user may have no name
        return "instructor"
