"""Results: what grading found, one line a verdict, appended and never rewritten.

The newest line of a learner and an exercise wins. Shards write files of their own,
``results.I-of-N.jsonl``; all are read together, so merging two machines is copying or
concatenating files. A last line that a killed process left half written is no line.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.course.appending import append_whole
from ctml_runner.errors import InstructorError


class TestMark(msgspec.Struct, frozen=True):
    """Whether one of the shipped tests passed."""

    __test__ = False  # not a test class, whatever pytest thinks of its name

    name: str
    passed: bool


class Graded(msgspec.Struct, frozen=True, kw_only=True):
    """One verdict on one learner's file of one exercise.

    Attributes:
        learner: the learner's id.
        exercise: the slug.
        file: sha256 of the file as sent.
        grader: sha256 of all that judged it: exercise, checks, limits, versions of the tools.
        outcome: one of the words of `judging.verdict.Outcome`.
        level: the level of the sandbox that it was judged in.
        seconds: how long it was judged, its share of a batch.
        tests: the shipped tests that were run.
        codes: the type checker's error codes, ``refused:CODE`` for a refusal that failed to
            come, ``escape:NAME`` for an escape hatch; nothing twice, in the order of the file.
        misconception: the name of the misconception that it looks like, or nothing.
        hint: the hint that fits that misconception, or nothing.
        said: one sentence where no failure shows why.
        graded: when, with its time zone; after the verdict before it, whatever the clock says.
    """

    learner: str
    exercise: str
    file: str
    grader: str
    outcome: str
    level: int
    seconds: float
    tests: tuple[TestMark, ...] = ()
    codes: tuple[str, ...] = ()
    misconception: str = ""
    hint: str = ""
    said: str = ""
    graded: Annotated[datetime, Meta(tz=True)]


class Standing(msgspec.Struct, frozen=True):
    """What of a verdict tells whether it has to be asked for again; the rest is left unread."""

    learner: str
    exercise: str
    file: str
    grader: str
    outcome: str
    level: int
    graded: Annotated[datetime, Meta(tz=True)]


@dataclass(frozen=True, slots=True)
class Results:
    """What is known of a cohort.

    Attributes:
        newest: by learner and exercise, the newest verdict.
        unread: how many lines were no verdict; they were passed over.
    """

    newest: Mapping[tuple[str, str], Graded]
    unread: int = 0

    def of(self, learner: str, exercise: str) -> Graded | None:
        """Return the newest verdict on a learner's file of an exercise, if there is one."""
        return self.newest.get((learner, exercise))


def read_results(folder: CohortFolder) -> Results:
    """Read every file of results in a cohort's folder.

    Raises:
        InstructorError: a file can't be read.
    """
    newest, unread = _newest(folder, msgspec.json.Decoder(Graded))
    return Results(newest, unread)


def read_standings(folder: CohortFolder) -> Mapping[tuple[str, str], Standing]:
    """Return what has been graded already, and nothing more than tells that.

    Raises:
        InstructorError: a file can't be read.
    """
    return _newest(folder, msgspec.json.Decoder(Standing))[0]


_Told = TypeVar("_Told", Graded, Standing)


def _newest(
    folder: CohortFolder, decoder: msgspec.json.Decoder[_Told]
) -> tuple[dict[tuple[str, str], _Told], int]:
    """Return the newest line of each learner's exercise, and how many lines were none at all."""
    newest: dict[tuple[str, str], _Told] = {}
    unread = 0
    for line in _lines(folder):
        try:
            told = decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            unread += 1
            continue
        key = (told.learner, told.exercise)
        if key not in newest or told.graded >= newest[key].graded:
            newest[key] = told
    return newest, unread


def _lines(folder: CohortFolder) -> Iterator[bytes]:
    """Yield the whole lines of every file of results, and no torn last one."""
    for path in sorted(folder.root.glob("results*.jsonl")):
        try:
            with path.open("rb") as file:
                yield from (line for line in file if line.endswith(b"\n") and line != b"\n")
        except OSError as error:
            raise InstructorError(
                f"the results can't be read: {error.strerror}",
                where=path,
                next_step="make it readable, or move it away; what is missing is graded again",
            ) from error


def append(path: Path, graded: Iterable[Graded]) -> None:
    """Append verdicts, whole lines that are on the disk when this returns.

    A half line that a killed process left is ended first, so that it spoils no other. What can't
    be written whole is taken back.

    Raises:
        OSError: the disk is full, or the file can't be written; it is as it was.
    """
    append_whole(path, b"".join(msgspec.json.encode(one) + b"\n" for one in graded))
