"""The journal on disk: append-only, locked, and fsynced before anything is told."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock

from ctml_runner.course.appending import append_whole
from ctml_runner.course.compose import digest_of
from ctml_runner.course.placing import place_by
from ctml_runner.errors import LearnerError
from ctml_runner.journal.account import Account
from ctml_runner.journal.fact import Fact, Record, Replaced, Why
from ctml_runner.journal.fault import replacing, telling
from ctml_runner.journal.swap import Swap
from ctml_runner.journal.text import History, read, written

LOCK_SECONDS = 5.0
"""How long an append waits for another terminal's append, which takes milliseconds."""


class Journal:
    """The learner's journal.

    Args:
        path: ``.ctml/journal.jsonl``; it and its folder are made by the first append.

    Attributes:
        own: the ids of the records that were written through this object.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.saves = path.parent / "saves"
        self.own: set[str] = set()
        # Short polls: another terminal's append is over before a longer one would end.
        self._lock = FileLock(f"{path}.lock", timeout=LOCK_SECONDS, poll_interval=0.002)
        self._latest = datetime.min.replace(tzinfo=UTC)

    def append(self, fact: Fact) -> Record:
        """Write the fact down; when this returns, no power cut can lose it.

        Raises:
            LearnerError: the disk is full, or the file may not be written.
            ToolError: anything else, such as a failing disk.
        """
        with self._alone():
            record = Record(uuid.uuid4().hex, self._now(), fact)
            self.own.add(record.id)  # before it can be read
            append_whole(self.path, written(record))
        return record

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other terminals out; a terminal may go in twice."""
        with telling(self.path):
            self.path.parent.mkdir(exist_ok=True)
            with self._lock:
                yield

    def _now(self) -> datetime:
        """Return the time, never twice the same and never going back, whatever the clock does."""
        self._latest = max(datetime.now(UTC), self._latest + timedelta(microseconds=1))
        return self._latest

    def history(self) -> History:
        """Read everything; a journal that is not there yet is empty.

        Raises:
            LearnerError: the file may not be read.
            ToolError: anything else, such as a failing disk.
        """
        with telling(self.path):
            data = _contents(self.path)
            if data and not data.endswith(b"\n"):
                # Perhaps someone is writing right now: look again when they have finished.
                with suppress(OSError, NotImplementedError), self._lock:
                    data = _contents(self.path)
            return read(data)

    def keep(self, digest: str, data: bytes) -> Path:
        """Keep the bytes of a judged save under their digest, and return where.

        Raises:
            ValueError: the digest is not the sha256 of anything.
            LearnerError: the disk is full, or the folder may not be written.
            ToolError: anything else, such as a failing disk.
        """
        kept = self._save(digest)
        with telling(kept):
            if not kept.exists():
                self.path.parent.mkdir(exist_ok=True)
                self.saves.mkdir(exist_ok=True)
                # Two terminals may keep the same save at once.
                place_by(kept.with_name(f"{kept.name}.{uuid.uuid4().hex}.tmp"), kept, data)
        return kept

    def kept(self, digest: str) -> bytes:
        """Return the bytes that were kept under their digest.

        Raises:
            ValueError: the digest is not the sha256 of anything.
            LearnerError: that save is gone, or is no longer what it was.
            ToolError: anything else, such as a failing disk.
        """
        kept = self._save(digest)
        with telling(kept):
            data = _contents(kept)
        if digest_of(data) != digest:
            state = "is not what it was" if kept.exists() else "is gone"
            raise LearnerError(
                f"the copy that ctml kept of this version {state}",
                where=kept,
                next_step="ctml list",
            )
        return data

    def _save(self, digest: str) -> Path:
        if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
            raise ValueError(f"not a sha256 digest: {digest!r}")
        return self.saves / f"{digest}.py"

    def replace(self, file: Path, exercise: str, data: bytes, why: Why) -> Replaced:
        """Put `data` into the learner's file, and lose nothing that it holds.

        What the file holds is kept and written down before it is touched, and once more if an
        editor saved meanwhile. A file that holds `data` already is left alone.

        Args:
            file: the learner's file; it may be missing.
            exercise: the slug of its exercise.
            data: what it is to hold.
            why: what is written down.

        Returns:
            The fact: what was there before, what is there now.

        Raises:
            LearnerError: the disk is full, or the file or the journal may not be written;
                the file is as it was.
            ToolError: anything else, such as a failing disk; the file is as it was.
        """
        self.mend(file, exercise, why)
        after = digest_of(data)
        account = Account(Replaced(exercise, why, after, after), self.keep, self.append)
        swap = Swap(_real(file))
        with self._alone(), replacing(file):
            held = swap.held()
            if held == data:
                return account.latest
            with swap.drawn_up(data):
                self.keep(after, data)
                account.note(held)
                try:
                    swap.exchange(data, account.note)
                except BaseException:
                    account.take_back()
                    raise
        return account.latest

    def mend(self, file: Path, exercise: str, why: Why) -> None:
        """Clear up after a replacement that was killed, so that the file is there, and whole.

        Args:
            file: the learner's file.
            exercise: the slug of its exercise.
            why: what is written down if an editor had written to what was replaced.

        Raises:
            LearnerError: the file or the journal may not be written.
            ToolError: anything else, such as a failing disk.
        """
        swap = Swap(_real(file))
        if not swap.cut_short():
            return
        with self._alone(), replacing(file):
            after = digest_of(swap.held() or b"")
            account = Account(Replaced(exercise, why, after, after), self.keep, self.append)
            swap.mend(lambda left: None if self._has(left) else account.note(left))

    def _has(self, data: bytes) -> bool:
        return self._save(digest_of(data)).exists()


def _real(file: Path) -> Path:
    """Return the file that a link leads to: it is replaced, and the link stays a link."""
    return Path(os.path.realpath(file))


def _contents(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
