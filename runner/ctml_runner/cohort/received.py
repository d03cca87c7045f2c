"""What was collected from one learner: a folder of files, and what is known of them."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.form import JOURNAL_FILE, PARTS, RECEIVED
from ctml_runner.cohort.roster import Learner
from ctml_runner.journal.fact import Record
from ctml_runner.journal.text import read

__all__ = [
    "PARTS",
    "RECEIVED",
    "Received",
    "former",
    "journal_size",
    "read_journal",
    "read_part",
    "read_received",
    "submission",
]

Time = Annotated[datetime, Meta(tz=True)]


class Received(msgspec.Struct, frozen=True, forbid_unknown_fields=False):
    """What is known of one learner's submission.

    Attributes:
        learner: the roster's id.
        source: where the newest of it was collected from, for people.
        sent: when it came, as far as that can be told (docs/decisions/0019); ``came`` tells it
            for one exercise, and that is what lateness is told by.
        collected: when it was collected.
        course: the version of the course that it was made from; empty if it doesn't say.
        files: the sha256 of every exercise's file.
        problems: what was wrong with it, a line each, for the instructor.
        claimed: when the learner's own machine says that it was sent; believed only on request.
        since: when each exercise's file, as it is, first came.
        last: when each exercise's file, as it is, was sent last.
        sources: where each exercise's file was collected from.
    """

    learner: str
    source: str
    sent: Time
    collected: Time
    course: str
    files: dict[str, str]
    problems: tuple[str, ...] = ()
    claimed: Time | None = None
    since: dict[str, Time] = {}
    last: dict[str, Time] = {}
    sources: dict[str, str] = {}

    def came(self, exercise: str) -> datetime:
        """Return when the file of `exercise`, as it is, first came: what lateness is told by."""
        return self.since.get(exercise, self.sent)

    def came_last(self, exercise: str) -> datetime:
        """Return when the file of `exercise`, as it is, was sent last: others may be older."""
        return self.last.get(exercise, self.sent)

    def origin(self, exercise: str) -> str:
        """Return where the file of `exercise` was collected from."""
        return self.sources.get(exercise, self.source)


def submission(folder: CohortFolder, learner: Learner) -> Path:
    """Return the folder of what was collected from `learner`; it may not exist.

    A collection that was killed between its last two steps leaves the former one aside.
    """
    stands = folder.submissions / learner.folder
    aside = former(stands)
    return aside if aside.is_dir() and not stands.exists() else stands


def former(stands: Path) -> Path:
    """Return where the folder that stands there is put while a newer one takes its place."""
    return stands.with_name(f".{stands.name}.former")


def read_received(folder: CohortFolder, learner: Learner) -> Received | None:
    """Return what is known of the learner's submission, or None if there is none.

    Raises:
        OSError: it is there and can't be read.
    """
    try:
        told = (submission(folder, learner) / RECEIVED).read_bytes()
        received = msgspec.json.decode(told, type=Received)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    return received if received.learner == learner.id else None


def read_part(folder: CohortFolder, learner: Learner, slug: str) -> bytes | None:
    """Return the learner's file of an exercise as it was sent, or None if it wasn't.

    Raises:
        OSError: it is there and can't be read.
    """
    try:
        return (submission(folder, learner) / PARTS / f"{slug}.py").read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def journal_size(folder: CohortFolder, learner: Learner) -> int:
    """Return how many bytes the learner's journal has."""
    try:
        return (submission(folder, learner) / JOURNAL_FILE).stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        return 0


def read_journal(folder: CohortFolder, learner: Learner) -> Sequence[Record]:
    """Return what happened, as the learner's own journal tells it: for status, never for marks.

    Raises:
        OSError: it is there and can't be read.
    """
    try:
        return read((submission(folder, learner) / JOURNAL_FILE).read_bytes()).records
    except (FileNotFoundError, NotADirectoryError):
        return ()
