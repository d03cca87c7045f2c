"""What an update did, as values: everything that a learner should know of it."""

from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath


class How(Enum):
    """What was done to a file in its place."""

    ADDED = "added"  # it was not there
    REPLACED = "replaced"  # it was as shipped, and is so again
    MERGED = "merged"  # the new start was merged with the learner's part
    CHECKS = "checks"  # the learner's part stays to the byte; the checks below it are new


@dataclass(frozen=True, slots=True)
class Changed:
    """A file holds something newer."""

    file: PurePosixPath
    how: How


@dataclass(frozen=True, slots=True)
class Moved:
    """The course renumbered or moved a file, and the learner's went along."""

    before: PurePosixPath
    file: PurePosixPath


@dataclass(frozen=True, slots=True)
class PutAway:
    """A file that nobody had touched left the course, or stood there twice; it is kept."""

    file: PurePosixPath
    kept: PurePosixPath


@dataclass(frozen=True, slots=True)
class Left:
    """A file left the course; the learner worked on it, so it stays."""

    file: PurePosixPath


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both sides changed the same: the learner's text stays, ours stands `beside` it."""

    file: PurePosixPath
    beside: PurePosixPath


@dataclass(frozen=True, slots=True)
class Doubled:
    """Two files of one exercise, both with the learner's work: `file` is judged, `other` not."""

    file: PurePosixPath
    other: PurePosixPath


Done = Changed | Moved | PutAway | Left | Conflict | Doubled


@dataclass(frozen=True, slots=True)
class Report:
    """What an update did.

    Attributes:
        before: the version of the course that the workspace had; empty if it said nothing.
        after: the version that it has now.
        done: what was done, in order.
    """

    before: str
    after: str
    done: tuple[Done, ...]

    def changed(self, how: How) -> tuple[PurePosixPath, ...]:
        """Return the files to which that was done."""
        return tuple(d.file for d in self.done if isinstance(d, Changed) and d.how is how)
