"""What stops the journal from being written or read, in words that can be acted on."""

import errno
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import Timeout

from ctml_runner.errors import CtmlError, LearnerError, ToolError

_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_MISPLACED = frozenset({errno.EISDIR, errno.ENOTDIR, errno.ENOENT, errno.ELOOP, errno.EEXIST})


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn the operating system's errors within into errors that a user may read.

    Raises:
        LearnerError: what the learner can mend: a full disk, permissions, a folder in its place.
        ToolError: all else.
    """
    try:
        yield
    except (OSError, NotImplementedError) as error:
        raise told(error, path) from error


@contextmanager
def replacing(file: Path) -> Iterator[None]:
    """Turn the operating system's errors within, which is about a learner's file, likewise.

    Raises:
        LearnerError: what the learner can mend: a full disk, permissions, a folder in its place.
        ToolError: all else.
    """
    try:
        yield
    except OSError as error:
        raise _not_replaced(error, file) from error


def _not_replaced(error: OSError, file: Path) -> CtmlError:
    match error:
        case OSError(errno=number) if number in _FULL:
            what = "There is no space left on the disk (or in your quota); this file is as it was."
            return LearnerError(
                what, where=file, next_step="free some space, then type the command again"
            )
        case OSError(errno=number) if number in _FORBIDDEN:
            return LearnerError(
                f"This file can't be replaced ({error.strerror}); it is as it was.",
                where=file,
                next_step=f"chmod -R u+rwX {shlex.quote(str(file.parent))}",
            )
        case OSError(errno=number) if number in _MISPLACED:
            return LearnerError(
                "Something that is not a file stands in this place, or in that of its folder.",
                where=file,
                next_step="move it away, then type the command again",
            )
        case _:
            return ToolError(
                f"This file could not be replaced ({error}); it is as it was.",
                where=file,
                next_step="type the command again; if this comes back, check the disk",
            )


def told(error: OSError | NotImplementedError, path: Path) -> CtmlError:
    """Return what is wrong, where, and what to do next."""
    match error:
        case Timeout():
            return ToolError(
                "Another ctml has held the journal for several seconds.",
                where=path,
                next_step="close the other terminal, then save the file again",
            )
        case OSError(errno=number) if number in _FULL:
            return LearnerError(
                "The journal can't grow: there is no space left on the disk (or in your quota).",
                where=path,
                next_step="free some space, then save the file again",
            )
        case OSError(errno=number) if number in _FORBIDDEN:
            return LearnerError(
                "The journal may not be read or written here.",
                where=path,
                next_step=f"chmod -R u+rwX '{path.parent}'",
            )
        case OSError(errno=number) if number in _MISPLACED:
            return LearnerError(
                "Something else stands where the journal should be, or its folder is gone.",
                where=path,
                next_step=f"look at it with: ls -la '{path.parent}'",
            )
        case _:
            return ToolError(
                f"The journal could not be read or written ({error}).",
                where=path,
                next_step="save the file again; if this comes back, check the disk",
            )
