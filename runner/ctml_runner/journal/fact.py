"""Facts: the few kinds of things that are worth remembering, as values."""

import math
from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct


class Judged(Struct, frozen=True, tag="judged", tag_field="kind"):
    """A save was judged.

    Attributes:
        exercise: the slug.
        outcome: how it ended, in the words of ``judging.verdict.Outcome``; a plain string,
            because the journal stands below judging and outlives its words.
        digest: sha256 of the file as saved; ``Journal.keep`` holds the bytes.
        seconds: how long judging took.
        codes: the type checker's error codes, refusals that failed to come among them.
        tests: names of the tests that did not pass.
        misconception: the name of the misconception that was recognised, or nothing.

    Raises:
        ValueError: if ``seconds`` is not a finite number, which JSON cannot say.
    """

    exercise: str
    outcome: str
    digest: str
    seconds: float
    codes: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    misconception: str = ""

    def __post_init__(self) -> None:
        if not math.isfinite(self.seconds):
            raise ValueError(f"seconds must be finite, not {self.seconds}")


class Hinted(Struct, frozen=True, tag="hinted", tag_field="kind"):
    """A hint was shown: ``rung`` 1 is a nudge, 2 a pointer, 3 nearly the answer."""

    exercise: str
    rung: int


class Opened(Struct, frozen=True, tag="opened", tag_field="kind"):
    """An exercise became the current one.

    Attributes:
        exercise: the slug.
        why: the one before it passed, the learner asked for it, or the workspace was made.
        skipped: slugs that were stepped over on the way.
    """

    exercise: str
    why: Literal["passed", "goto", "init"]
    skipped: tuple[str, ...] = ()


Why = Literal["reset", "undo", "update"]
"""The learner began again, went back to an earlier version, or a newer course came."""


class Replaced(Struct, frozen=True, tag="replaced", tag_field="kind"):
    """ctml put something else into an exercise's file; ``Journal.kept`` holds both.

    Attributes:
        exercise: the slug.
        why: the learner's wish, or ours.
        before: sha256 of what the file held, or nothing if there was no file.
        after: sha256 of what it holds now.
    """

    exercise: str
    why: Why
    before: str
    after: str


class Revealed(Struct, frozen=True, tag="revealed", tag_field="kind"):
    """The solution was shown."""

    exercise: str


class Unclear(Struct, frozen=True, tag="unclear", tag_field="kind"):
    """The learner found the answer unclear; ``report`` is the name of the file that tells it."""

    exercise: str
    report: str


class Foreign(Struct, frozen=True):
    """A fact of a kind that this version does not know; kept, and otherwise left alone."""

    kind: str
    raw: bytes


Known = Judged | Hinted | Opened | Replaced | Revealed | Unclear
Fact = Known | Foreign


class Record(Struct, frozen=True):
    """One line of the journal.

    Attributes:
        id: 32 hexadecimal digits, different for every record ever written.
        time: when it was written, with a time zone.
        fact: what happened.
    """

    id: str
    time: Annotated[datetime, Meta(tz=True)]
    fact: Fact
