"""Launching: how a warm process is started, and what is said when one dies."""

import contextlib
import errno
import os
import subprocess
import sys

from ctml_runner.errors import ToolError

_NOT_OURS = ("PYTHON", "PYTEST", "MYPY", "COVERAGE", "COV_CORE", "HYPOTHESIS")
_ONE_THREAD = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


def command(module: str, *arguments: str) -> list[str]:
    """Return the command that starts a module of this package in an interpreter of its own."""
    return [sys.executable, "-P", "-m", f"ctml_runner.judging.{module}", *arguments]


def environment() -> dict[str, str]:
    """Return an environment in which nothing of the learner's reconfigures the tools."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_OURS)}
    return kept | dict.fromkeys(_ONE_THREAD, "1") | {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}


def close_streams(process: subprocess.Popen[bytes]) -> None:
    """Close our ends of the pipes to a process."""
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            with contextlib.suppress(OSError):  # closing writes what nobody reads any more
                stream.close()


def died(kind: str, process: subprocess.Popen[bytes]) -> ToolError:
    """Return the error that tells that a warm process died, with its last words."""
    said = process.stderr.read().decode(errors="replace").strip() if process.stderr else ""
    last = said.splitlines()[-1] if said else f"exit status {process.poll()}"
    return full(last) or ToolError(
        f"the warm process for {kind} died: {last}",
        next_step="type the command again; if this comes back, install ctml again",
    )


def full(last: str) -> ToolError | None:
    """Return the error that tells of a full disk, if the last words of a process are about one."""
    if not any(f"[Errno {number}]" in last for number in _FULL):
        return None
    return ToolError(
        f"there is no space left on the disk, or in your quota: {last}",
        next_step="make room, and type the command again",
    )
