"""Looking: the journals below a folder, read again when they changed, however they break.

A network share doesn't tell of changes, so size and time of each file are looked at. What can't
be read at the moment (half written, locked, gone) is as it was when it was read last.
"""

import os
import stat
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from ctml_runner.cohort.collecting.leaf import Leaf, UnreadableError
from ctml_runner.cohort.collecting.zips import zip_leaves
from ctml_runner.cohort.form import JOURNAL as LONGEST
from ctml_runner.cohort.form import JOURNAL_FILE, MANIFEST, MANIFEST_FILE
from ctml_runner.cohort.sending.choosing import newest
from ctml_runner.cohort.sending.manifest import Manifest
from ctml_runner.cohort.watching.sources import Kind, Source, sources
from ctml_runner.journal import Record, read

_ASKEW = timedelta(minutes=2)
"""A learner's clock that differs by less is taken for ours."""
_FARTHEST = timedelta(days=36_500)  # a journal may tell any year; no clock is wronger than this


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of one source.

    Attributes:
        name: what its learner is called.
        records: what its journal tells.
        gone: whether the file isn't there any more.
        askew: how much our clock is ahead of the learner's, where they differ.
    """

    name: str
    records: tuple[Record, ...] = ()
    gone: bool = False
    askew: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class _State:
    """A file's size and time of change, by which a change is noticed."""

    size: int
    changed: int


class Looker:
    """Looks at a folder again and again.

    Args:
        root: the folder.
        own: a folder that is no learner's, whatever is below it; None if there is none.
    """

    def __init__(self, root: Path, own: Path | None = None) -> None:
        self._root = root
        self._own = own
        self._states: dict[Path, _State] = {}
        self._seen: dict[Path, Seen] = {}

    def look(self, now: datetime) -> tuple[Seen, ...]:
        """Return what is known of every source that ever was seen.

        Args:
            now: the time by our clock.
        """
        found = {one.path: one for one in sources(self._root) if self._is_a_learners(one.path)}
        for source in found.values():
            self._take(source, now)
        for path in self._seen.keys() - found.keys():
            last = self._seen[path]
            self._seen[path] = Seen(last.name, last.records, gone=True, askew=last.askew)
        return tuple(self._seen.values())

    def _is_a_learners(self, path: Path) -> bool:
        return self._own is None or not path.is_relative_to(self._own)

    def _take(self, source: Source, now: datetime) -> None:
        state = _state(source.path)
        last = self._seen.get(source.path)
        if state is None or (state == self._states.get(source.path) and last and not last.gone):
            return
        came = _read(source)
        if came is None:
            return
        name, records = came
        self._states[source.path] = state
        if records or source.kind is Kind.WORKSPACE or last is not None:
            askew = _askew(records, now, None if last is None else last.records)
            kept = last.askew if last and askew is None else askew
            self._seen[source.path] = Seen(name, records, askew=kept or timedelta(0))


def _state(path: Path) -> _State | None:
    """Return what tells a change; None if there is no such file now."""
    try:
        told = path.stat(follow_symlinks=False)
    except OSError:
        return None
    return _State(told.st_size, told.st_mtime_ns) if stat.S_ISREG(told.st_mode) else None


def _read(source: Source) -> tuple[str, tuple[Record, ...]] | None:
    """Return the learner's name and journal; None if it can't be read now."""
    try:
        match source.kind:
            case Kind.WORKSPACE:
                return source.name, ()
            case Kind.JOURNAL:
                return source.name, read(_tail(source.path)).records
            case Kind.PACKAGE:
                return _unpacked(source)
    except Exception:  # noqa: BLE001  # a learner wrote it; however it fails, the others are shown
        return None


def _tail(path: Path) -> bytes:
    """Return the journal; of one beyond all measure its newest lines."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        file.seek(max(size - LONGEST - 1, 0))
        return newest(file.read(LONGEST + 1))


def _unpacked(source: Source) -> tuple[str, tuple[Record, ...]] | None:
    """Return what a submission tells of its sender; nothing if it doesn't say who that is.

    Raises:
        UnreadableError: it is damaged, or larger than any is.
    """
    with source.path.open("rb", buffering=0) as file, zip_leaves(file) as found:
        inside = {one.path: one for one in found if isinstance(one, Leaf)}
        if (says := inside.get(MANIFEST_FILE)) is None:
            return None
        manifest = msgspec.json.decode(_whole(says, MANIFEST), type=Manifest)
        told = inside.get(JOURNAL_FILE)
        journal = b"" if told is None else _whole(told, LONGEST)
    return manifest.learner, read(journal).records


def _whole(leaf: Leaf, most: int) -> bytes:
    if leaf.odd or leaf.size > most:
        raise UnreadableError(leaf.odd or f"has more than {most:,} bytes")
    return leaf.read(most)


def _askew(
    records: tuple[Record, ...], now: datetime, before: tuple[Record, ...] | None
) -> timedelta | None:
    """Return how much our clock is ahead of the one that wrote the journal; None if unknown.

    What has just come was written just now; what comes from the future tells a clock, too.
    """
    if not records:
        return None
    last = max(record.time for record in records)
    fresh = before is not None and len(records) > len(before)
    if not fresh and last <= now + _ASKEW:
        return None
    askew = min(max(now - last, -_FARTHEST), _FARTHEST)
    return askew if abs(askew) > _ASKEW else timedelta(0)
