"""Scratch: folders of a process's own, which the next process takes away if it was killed.

Whoever makes such a folder holds a lock on it for as long as it lives; the kernel lets go of it
however that ends. So a folder that can be locked is nobody's any more, whichever namespace of
processes it was made in.
"""

import contextlib
import os
import shutil
import stat
import tempfile
from functools import cache
from pathlib import Path

try:
    import fcntl
except ImportError:  # no such locks on this platform: nothing is known to be left over
    _LOCKS = False
else:
    _LOCKS = True

PREFIX = "ctml-"
_MARK = "-own-"  # in the names of folders that are locked


class Scratch:
    """A folder for one process to work in.

    Args:
        kind: what it is for; a word of its name.
        above: where it is made, in a folder that is taken away as a whole; by default where the
            system keeps such folders, and then what killed processes left there is swept away.

    Attributes:
        path: the folder, without links.
    """

    def __init__(self, kind: str, above: Path | None = None) -> None:
        if above is None:
            above = Path(tempfile.gettempdir())
            sweep(above)
        self._lock = -1
        while self._lock < 0:  # a sweep may be quicker than the lock
            made = tempfile.mkdtemp(prefix=f"{PREFIX}{kind}{_MARK}", dir=above)
            self.path = Path(made).resolve()
            self._lock = _locked(self.path)

    def remove(self) -> None:
        """Take the folder away, with all that is in it; may be called again."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1


@cache
def sweep(above: Path) -> None:
    """Take away this user's folders of processes that are gone; once in a process."""
    if not _LOCKS:
        return
    for folder in above.glob(f"{PREFIX}*{_MARK}*"):
        with contextlib.suppress(OSError):  # another one sweeps as well, or it isn't ours
            if _is_own(folder) and (lock := _locked(folder)) >= 0:
                shutil.rmtree(folder, ignore_errors=True)
                os.close(lock)


def _is_own(folder: Path) -> bool:
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()


def _locked(folder: Path) -> int:
    """Return a descriptor that holds the lock of a folder that is there; -1 if it can't be had."""
    if not _LOCKS:
        return os.open(os.devnull, os.O_RDONLY)
    try:
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except FileNotFoundError:
        return -1
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(opened), folder.lstat()):
            return opened
    except (BlockingIOError, FileNotFoundError):
        pass
    os.close(opened)
    return -1
