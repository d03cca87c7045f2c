"""Taking from a submission what counts, and saying of the rest why it doesn't."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from ctml_runner.cohort.collecting.leaf import Found, Leaf, UnreadableError
from ctml_runner.cohort.collecting.meaning import Other, Part
from ctml_runner.cohort.collecting.sorting import Sorted, sort_out
from ctml_runner.cohort.form import JOURNAL, MANIFEST, PART
from ctml_runner.cohort.sending.manifest import Manifest
from ctml_runner.cohort.standing.shown import shown
from ctml_runner.course.exercise import Exercise
from ctml_runner.course.updating.decide import is_as_shipped
from ctml_runner.course.workspace.record import CourseRecord, record_in

MOST_EQUALS = 4
"""So many files of one exercise, in equally likely places, are compared."""

_NOTHING = "there is no file of your class's exercises in it"


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken of one submission.

    Attributes:
        parts: for each slug, the learner's file as it was sent.
        journal: the learner's journal, or nothing.
        manifest: what the submission says of itself, if it does.
        course: what it was made from.
        moment: when the latest of the files was written, as far as what they came in tells.
        moments: the same, for each exercise's own file.
        problems: a line each.
    """

    parts: Mapping[str, bytes]
    journal: bytes
    manifest: Manifest | None
    course: CourseRecord
    moment: datetime | None
    moments: Mapping[str, datetime]
    problems: tuple[str, ...]


def take(found: Iterable[Found], exercises: Mapping[str, Exercise]) -> Taken:
    """Take what counts: the files of these exercises, the journal, the manifest.

    Args:
        found: the submission.
        exercises: those of the class, by their slugs.
    """
    taking = _Taking(sort_out(found, exercises.keys()))
    manifest = taking.manifest()
    parts = taking.parts(exercises, keep_starts=manifest is not None)
    if not parts and not taking.untouched:
        taking.problems.append(_NOTHING)
    course = CourseRecord(manifest.course, manifest.digest) if manifest else taking.course()
    return Taken(
        parts,
        taking.other(Other.JOURNAL, JOURNAL),
        manifest,
        course,
        max(taking.all_moments, default=None),
        taking.moments,
        tuple(taking.problems),
    )


class _Taking:
    """Reading what was sorted out, one file after the other; none that fails stops the rest."""

    def __init__(self, sorted_out: Sorted) -> None:
        self.found = sorted_out
        self.problems = list(sorted_out.problems)
        self.all_moments: list[datetime] = []
        self.moments: dict[str, datetime] = {}
        self.untouched = 0

    def parts(self, exercises: Mapping[str, Exercise], *, keep_starts: bool) -> dict[str, bytes]:
        """Return the learner's files; of a whole workspace, those that were worked on."""
        parts: dict[str, bytes] = {}
        for slug, leaves in sorted(self.found.parts.items()):
            data = self._best(slug, leaves)
            if data is None:
                continue
            if not keep_starts and is_as_shipped(data, exercises[slug].text.encode()):
                self.untouched += 1
            else:
                parts[slug] = data
        return parts

    def _best(self, slug: str, leaves: list[tuple[Part, Leaf]]) -> bytes | None:
        """Return the file that stands in the likeliest place, unless several differ there."""
        best = min(part.rank for part, _ in leaves)
        equals = [leaf for part, leaf in leaves if part.rank == best]
        read = [(leaf, self._read(leaf, PART)) for leaf in equals[:MOST_EQUALS]]
        texts = {data for _, data in read if data is not None}
        if len(texts) > 1:
            names = ", ".join(shown(leaf.path) for leaf, _ in read)
            self.problems.append(f"{slug} is left out: two files of it differ: {names}")
            return None
        written = [leaf.moment for leaf, data in read if data is not None and leaf.moment]
        if written:
            self.moments[slug] = min(written)
        return next(iter(texts), None)

    def manifest(self) -> Manifest | None:
        """Return what the submission says of itself."""
        data = self.other(Other.MANIFEST, MANIFEST)
        try:
            return msgspec.json.decode(data, type=Manifest) if data else None
        except (ValueError, RecursionError):
            self.problems.append("its manifest can't be read; it was not written by ctml submit")
            return None

    def course(self) -> CourseRecord:
        """Return what a workspace says of its course."""
        return record_in(self.other(Other.SIGN, MANIFEST).decode(errors="replace"))

    def other(self, meant: Other, most: int) -> bytes:
        """Return the journal, or whatever else is meant; nothing if there is none."""
        leaf = self.found.others.get(meant)
        return b"" if leaf is None else self._read(leaf, most) or b""

    def _read(self, leaf: Leaf, most: int) -> bytes | None:
        try:
            data = leaf.read(most + 1) if leaf.size <= most else b""
        except UnreadableError as error:
            self.problems.append(f"{shown(leaf.path)} {error}; it is left out")
            return None
        if leaf.size > most or len(data) > most:
            self.problems.append(f"{shown(leaf.path)} has more than {most:,} bytes; it is left out")
            return None
        if leaf.moment is not None:
            self.all_moments.append(leaf.moment)
        return data
