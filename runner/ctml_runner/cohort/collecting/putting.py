"""Putting a submission into the cohort's folder: whole, or not at all."""

import os
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.form import JOURNAL_FILE, PARTS
from ctml_runner.cohort.received import RECEIVED, Received, former
from ctml_runner.cohort.roster import Learner
from ctml_runner.course.placing import draw_up

_AT_ONCE = 16
"""Files that are waited for at once."""


def put(
    folder: CohortFolder,
    learner: Learner,
    received: Received,
    parts: Mapping[str, bytes],
    journal: bytes,
) -> None:
    """Put a submission in place of the learner's former one, if there is one.

    It is drawn up beside, then the former one is put aside, then it takes its place. A process
    killed in between leaves the one or the other: `cohort.received.submission` knows where. What
    such a process left is cleared up by `mend`, which goes before.

    Raises:
        OSError: it can't be written; the former one is as it was.
    """
    stands = folder.submissions / learner.folder
    draft = _draft(stands)
    try:
        _draw_up(draft, received, parts, journal)
        if stands.exists():
            stands.rename(former(stands))
        draft.rename(stands)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        mend(stands)
        raise
    shutil.rmtree(former(stands), ignore_errors=True)


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


def _draw_up(draft: Path, received: Received, parts: Mapping[str, bytes], journal: bytes) -> None:
    (draft / PARTS).mkdir(parents=True)
    files = {draft / PARTS / f"{slug}.py": data for slug, data in parts.items()}
    if journal:
        files[draft / JOURNAL_FILE] = journal
    for file, data in files.items():
        file.write_bytes(data)
    with ThreadPoolExecutor(_AT_ONCE) as disk:  # which takes many together nearly as fast as one
        list(disk.map(_settle, (*files, draft / PARTS)))
    draw_up(draft / RECEIVED, msgspec.json.format(msgspec.json.encode(received), indent=1))
    _settle(draft)


def _settle(place: Path) -> None:
    """Have a file, or the names in a folder, on the disk when this returns."""
    if place.is_dir() and os.name != "posix":  # elsewhere folders can't be opened
        return
    opened = os.open(place, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
