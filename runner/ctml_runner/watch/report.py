"""Reports: what the watch of the learner's files has to say, as values."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Mode(StrEnum):
    """How saves are noticed."""

    EVENTS = "events"
    """The operating system tells of them."""
    POLLING = "polling"
    """The files are looked at again and again."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A file holds something else than before.

    Attributes:
        path: the file.
        data: all of its bytes, read once: what is judged is what has this digest.
        digest: sha256 of the bytes, in hexadecimal.
    """

    path: Path
    data: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class Vanished:
    """A file was deleted or moved away, and did not come back."""

    path: Path


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something stands under the file's name that can't be read; ``why`` is half a sentence."""

    path: Path
    why: str


@dataclass(frozen=True, slots=True)
class Lost:
    """A watched folder was deleted or moved away; nothing more will be told of it."""

    folder: Path


@dataclass(frozen=True, slots=True)
class Watching:
    """How saves are noticed from now on.

    Attributes:
        mode: by events or by polling.
        delay_ms: how long a save may take to be noticed.
        why: why it is polled, as half a sentence; empty for events.
    """

    mode: Mode
    delay_ms: int
    why: str


Report = Saved | Vanished | Unreadable | Lost | Watching
