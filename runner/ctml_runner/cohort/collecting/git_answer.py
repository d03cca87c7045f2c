"""What the reader of a repository answers."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct


class Entry(Struct, frozen=True):
    """A file in a commit.

    Attributes:
        path: its name.
        size: its bytes.
        data: they themselves, if they may be wanted.
        odd: why it isn't read; empty if it may be.
    """

    path: str
    size: int = 0
    data: bytes = b""
    odd: str = ""


class Answer(Struct, frozen=True):
    """The answer to one question.

    Attributes:
        branches: the names of the branches, if those were asked for.
        moment: when the commit was made, by its own account.
        entries: its files.
        fault: why there is no answer; it goes on after the repository's name.
    """

    branches: tuple[str, ...] = ()
    moment: Annotated[datetime, Meta(tz=True)] | None = None
    entries: tuple[Entry, ...] = ()
    fault: str = ""
