"""A swap: a learner's file is taken away and another put in its place, and no save is lost.

An editor may save at any moment. So the file is not overwritten but renamed away, which takes
whatever it holds at that instant; the new one is put in place only if nothing came there
meanwhile; and what was taken is looked at again, for an editor that was still writing to it.
"""

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ctml_runner.course.placing import draw_up

_FRESH = 2.0
"""Seconds since the last write within which an editor may still be in the middle of a save."""
_PAUSE = 0.040
"""Seconds between two looks; what is the same in both is taken to be written to the end."""
_PATIENCE = 0.500
"""Seconds after which a file that is still being written, or is still empty, is taken as it is."""


@dataclass(frozen=True, slots=True)
class Swap:
    """The places that a swap needs.

    Attributes:
        file: the learner's file; if that is a link, the file that it leads to.
    """

    file: Path

    @property
    def draft(self) -> Path:
        """Where the new file is written first."""
        return self.file.with_name(f".{self.file.name}.draft")

    @property
    def taken(self) -> Path:
        """Where the old file is put; one that lies there before was left by a swap cut short."""
        return self.file.with_name(f".{self.file.name}.taken")

    def held(self) -> bytes | None:
        """Return what the file holds, or None if there is no file.

        Raises:
            OSError: it can't be read, or is not a file.
        """
        return _contents(self.file)

    def cut_short(self) -> bool:
        """Whether a swap was killed before it had cleared up."""
        return self.taken.exists() or self.draft.exists()

    def mend(self, keep: Callable[[bytes], None]) -> None:
        """Clear up after a swap that was killed: put back what it took, or hand it to `keep`.

        Raises:
            OSError: it can't be done; what was taken stays where it is.
        """
        left = _contents(self.taken)
        if left is not None and not _put(self.taken, self.file):
            keep(left)
        self.taken.unlink(missing_ok=True)
        self.draft.unlink(missing_ok=True)

    @contextmanager
    def drawn_up(self, data: bytes) -> Iterator[None]:
        """Hold the new file ready beside the old one, as readable and writable as that is.

        Raises:
            OSError: the folder can't be written, or the disk is full.
        """
        self.file.parent.mkdir(parents=True, exist_ok=True)
        try:
            draw_up(self.draft, data)
            with suppress(FileNotFoundError):
                self.draft.chmod(self.file.stat().st_mode & 0o7777)
            yield
        finally:
            self.draft.unlink(missing_ok=True)

    def exchange(self, data: bytes, keep: Callable[[bytes], None]) -> None:
        """Put `data`, drawn up, in the file's place, and hand everything that was taken to `keep`.

        Raises:
            OSError: it can't be done; the file is as it was.
        """
        try:
            while not self._exchanged():
                keep(self._written())
            if self.taken.exists():
                keep(self._written())
        except BaseException:
            self._put_back(data)
            raise
        self.taken.unlink(missing_ok=True)

    def _exchanged(self) -> bool:
        """Take the file away and put the draft there, unless a save came in between."""
        with suppress(FileNotFoundError):
            self.file.replace(self.taken)
        return _put(self.draft, self.file)

    def _written(self) -> bytes:
        """Return what was taken, once nobody writes to it any more."""
        data = self.taken.read_bytes()
        if abs(time.time() - self.taken.stat().st_mtime) > _FRESH:
            return data
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            time.sleep(_PAUSE)
            again = self.taken.read_bytes()
            if again and again == data:
                break
            data = again
        return data

    def _put_back(self, data: bytes) -> None:
        """Put back what was taken, unless something newer than the draft came in its place."""
        with suppress(OSError):
            nobody_saved = not self.file.exists() or self.file.read_bytes() == data
            if self.taken.exists() and nobody_saved:
                self.taken.replace(self.file)


def _contents(path: Path) -> bytes | None:
    if path.exists() and not path.is_file():  # reading a named pipe would wait for ever
        raise IsADirectoryError(errno.EISDIR, "not a file", str(path))
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _put(source: Path, target: Path) -> bool:
    """Give `source` the name `target` as well, unless that name is taken."""
    try:
        os.link(source, target)
    except FileExistsError:
        return False
    except OSError:  # a file system without links, such as that of a memory card
        if target.exists():
            return False
        source.rename(target)
    return True
