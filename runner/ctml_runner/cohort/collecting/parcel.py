"""A parcel: one learner's submission, as it was found, before anybody knows whose it is."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ctml_runner.cohort.collecting.leaf import Found


@dataclass(frozen=True, slots=True)
class Parcel:
    """One learner's submission.

    Attributes:
        where: where it stands, for people.
        names: what may name its learner, the nearest first.
        open: opens it, and raises `UnreadableError`; of what has a history, the last state before
            the moment it is given, or the newest if there is none.
        came: when it came as a whole, if that is known better than by its files.
        holder: the zip or the folder on the disk that it is, if it is one in a folder of many.
        listed: whether its names are a platform's own list's, and mean nothing but the learner.
        apart: whether its files came one by one, each at its own time.
        history: whether it is a repository, which a process of its own reads.
    """

    where: str
    names: tuple[str, ...]
    open: Callable[[datetime | None], AbstractContextManager[Iterable[Found]]]
    came: datetime | None = None
    holder: Path | None = None
    listed: bool = False
    apart: bool = False
    history: bool = False


@dataclass(frozen=True, slots=True)
class Stray:
    """Something where a parcel should be that is none; `why` goes on after its name."""

    where: str
    why: str
