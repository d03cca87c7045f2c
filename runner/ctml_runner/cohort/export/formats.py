"""The forms that marks are exported in, and what every one of them is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from ctml_runner.cohort.export.person import Person
from ctml_runner.cohort.standing.gathering import Gathered


class Format(StrEnum):
    """Who will read it."""

    GRADESCOPE = "gradescope"
    CANVAS = "canvas"
    CLASSROOM50 = "classroom50"
    JUNIT = "junit"
    MOODLE = "moodle"
    EXERCISM = "exercism"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for.

    Attributes:
        format: the form.
        anonymous: whether learners are called by pseudonyms.
        now: when it is written.
        canvas: the gradebook as it was downloaded from Canvas.
        classroom: what Classroom 50 calls the class.
        assignment: what it calls this work.
    """

    format: Format
    anonymous: bool
    now: datetime
    canvas: Path | None = None
    classroom: str = ""
    assignment: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """All that an export is made from."""

    gathered: Gathered
    people: Sequence[Person]
    order: Order


@dataclass(frozen=True, slots=True)
class Export:
    """What is written.

    Attributes:
        files: what each file holds, by its path below ``exports``.
        notes: what an instructor should know, a sentence each.
    """

    files: Mapping[str, bytes]
    notes: tuple[str, ...] = ()
