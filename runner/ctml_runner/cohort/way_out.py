"""What to do when the operating system does not let a cohort's file be read or written."""

import errno
import shlex
from pathlib import Path

_CLOSED = frozenset({errno.EACCES, errno.EPERM})
_IN_THE_WAY = frozenset({errno.EEXIST, errno.ENOTDIR, errno.EISDIR})


def way_out(error: OSError, folder: Path) -> str:
    """Return the next step: rights are given, what stands in the way is moved.

    Args:
        error: what the system says.
        folder: the folder to give rights to, if that is what is missing.
    """
    if error.errno in _CLOSED:
        return f"chmod -R u+rwX {shlex.quote(str(folder))}"
    if error.errno in _IN_THE_WAY and isinstance(error.filename, str):
        there = shlex.quote(error.filename)
        return f"mv {there} {shlex.quote(f'{error.filename}-aside')}; then type the command again"
    return "look at what the system says; then type the command again"
