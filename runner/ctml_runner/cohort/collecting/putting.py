"""Putting submissions into the cohort's folder: each whole, or not at all."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import msgspec

from ctml_runner.cohort.collecting.settling import settle, settle_one
from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.form import JOURNAL_FILE, PARTS
from ctml_runner.cohort.received import RECEIVED, Received, former
from ctml_runner.cohort.roster import Learner

BATCH = 64
"""Learners whose files are waited for together."""


class Putting:
    """Submissions that are drawn up beside, and then take their places together.

    A process that is killed leaves for each learner the former one or the new one, never a mixture:
    `cohort.received.submission` knows where. What it left besides is cleared up by `mend`. Nothing
    takes its place before it is on the disk, so that a power cut does no more than that.

    Args:
        folder: the cohort's.
    """

    def __init__(self, folder: CohortFolder) -> None:
        self.folder = folder
        self._drawn: dict[str, Path] = {}

    @property
    def is_full(self) -> bool:
        """Whether it is time to settle."""
        return len(self._drawn) >= BATCH

    def clear(self, learner: Learner) -> None:
        """Have the learner's place as it is to be read: settled, and mended.

        Raises:
            OSError: it can't be done.
        """
        if learner.folder in self._drawn:
            self.settle()
        mend(self.folder.submissions / learner.folder)

    def draw_up(
        self, learner: Learner, received: Received, parts: Mapping[str, bytes], journal: bytes
    ) -> None:
        """Draw up what takes the place of the learner's former submission, if there is one.

        Raises:
            OSError: it can't be written; the former one is as it was.
        """
        stands = self.folder.submissions / learner.folder
        try:
            _write(_draft(stands), received, parts, journal)
        except BaseException:
            shutil.rmtree(_draft(stands), ignore_errors=True)
            raise
        self._drawn[learner.folder] = stands

    def settle(self) -> None:
        """Put in place what was drawn up.

        Raises:
            OSError: the disk is full; what did not take its place is not there at all.
        """
        drawn, self._drawn = list(self._drawn.values()), {}
        if not drawn:
            return
        try:
            settle(map(_draft, drawn), self.folder.submissions)
            for stands in drawn:
                _exchange(stands)
            settle_one(self.folder.submissions)
        except BaseException:
            for stands in drawn:
                shutil.rmtree(_draft(stands), ignore_errors=True)
                mend(stands)
            raise
        for stands in drawn:
            shutil.rmtree(former(stands), ignore_errors=True)


def _exchange(stands: Path) -> None:
    if stands.exists():
        stands.rename(former(stands))
    _draft(stands).rename(stands)


def mend(stands: Path) -> None:
    """Clear up after a collection that was killed.

    Raises:
        OSError: it can't be done.
    """
    if former(stands).exists():
        if stands.exists():
            shutil.rmtree(former(stands))
        else:
            former(stands).rename(stands)
    if _draft(stands).exists():
        shutil.rmtree(_draft(stands))


def _draft(stands: Path) -> Path:
    return stands.with_name(f".{stands.name}.draft")


def _write(draft: Path, received: Received, parts: Mapping[str, bytes], journal: bytes) -> None:
    (draft / PARTS).mkdir(parents=True)
    for slug, data in parts.items():
        (draft / PARTS / f"{slug}.py").write_bytes(data)
    if journal:
        (draft / JOURNAL_FILE).write_bytes(journal)
    told = msgspec.json.format(msgspec.json.encode(received), indent=1)
    (draft / RECEIVED).write_bytes(told)
