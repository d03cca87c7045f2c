"""The journal on disk: append-only, locked, and fsynced before anything is told."""

import os
import uuid
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock

from ctml_runner.journal.fact import Fact, Record
from ctml_runner.journal.fault import telling
from ctml_runner.journal.text import History, read, written

LOCK_SECONDS = 5.0
"""How long an append waits for another terminal's append, which takes milliseconds."""


class Journal:
    """The learner's journal.

    Args:
        path: ``.ctml/journal.jsonl``; it and its folder are made by the first append.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.saves = path.parent / "saves"
        # Short polls: another terminal's append is over before a longer one would end.
        self._lock = FileLock(f"{path}.lock", timeout=LOCK_SECONDS, poll_interval=0.002)
        self._latest = datetime.min.replace(tzinfo=UTC)

    def append(self, fact: Fact) -> Record:
        """Write the fact down; when this returns, no power cut can lose it.

        Raises:
            LearnerError: the disk is full, or the file may not be written.
            ToolError: anything else, such as a failing disk.
        """
        with telling(self.path):
            self.path.parent.mkdir(exist_ok=True)
            with self._lock:
                record = Record(uuid.uuid4().hex, self._now(), fact)
                _append(self.path, written(record))
        return record

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
        if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
            raise ValueError(f"not a sha256 digest: {digest!r}")
        kept = self.saves / f"{digest}.py"
        with telling(kept):
            if not kept.exists():
                self.saves.mkdir(parents=True, exist_ok=True)
                _place(kept, data)
        return kept


def _contents(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def _append(path: Path, line: bytes) -> None:
    """Add one whole line or nothing, on a line of its own even after a torn end."""
    fd = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
    try:
        size = os.fstat(fd).st_size
        try:
            _write(fd, line if _ends_whole(fd, size) else b"\n" + line)
            os.fsync(fd)
        except BaseException:  # a full disk or Ctrl-C: half a line would eat the next record
            with suppress(OSError):
                os.ftruncate(fd, size)
            raise
    finally:
        os.close(fd)


def _ends_whole(fd: int, size: int) -> bool:
    """Whether the file is empty or ends with the end of a line."""
    if size == 0:
        return True
    os.lseek(fd, size - 1, os.SEEK_SET)
    return os.read(fd, 1) == b"\n"


def _write(fd: int, data: bytes) -> None:
    """Write all of it; the system may take it in pieces."""
    while data:
        data = data[os.write(fd, data) :]


def _place(path: Path, data: bytes) -> None:
    """Put a whole file in place at once, so that nobody ever reads half of one."""
    draft = path.with_name(f"{path.name}.{uuid.uuid4().hex}.tmp")
    try:
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
