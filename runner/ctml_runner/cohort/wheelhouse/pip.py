"""pip, as a program: what it is asked, and its errors in words that can be acted on."""

import re
import subprocess
import sys

from ctml_runner.errors import InstructorError, ToolError

_UNREACHED = re.compile(
    r"connection broken|NewConnectionError|Could not fetch URL|name resolution|Max retries"
    r"|ProxyError|timed out",
    re.IGNORECASE,
)
_LACKING = re.compile(r"No matching distribution found for (\S+)")


def pip(*arguments: str, about: str = "this Python") -> None:
    """Run pip.

    Args:
        arguments: what it is asked to do.
        about: the target that it is done for, in words.

    Raises:
        InstructorError: there is no pip, no network, or no wheel of something.
        ToolError: anything else.
    """
    quiet = "--quiet", "--disable-pip-version-check", "--no-input", "--retries", "1"
    done = subprocess.run(
        [sys.executable, "-m", "pip", *arguments, *quiet],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode != 0:
        raise _told(done.stderr, about)


def _told(said: str, about: str) -> InstructorError | ToolError:
    if "No module named pip" in said:
        return InstructorError(
            f"this Python has no pip: {sys.executable}",
            next_step=f"{sys.executable} -m ensurepip, then type the command again",
        )
    if _UNREACHED.search(said):
        return InstructorError(
            "the package index can't be reached, and a wheelhouse is filled from it",
            next_step="type the command again where there is a network; nothing was changed",
        )
    if lacking := _LACKING.search(said):
        return InstructorError(
            f"there is no wheel of {lacking[1]} for {about}",
            next_step="leave that target out, or choose another version of Python for it",
        )
    last = next((line for line in reversed(said.splitlines()) if line.strip()), "it said nothing")
    return ToolError(
        f"pip failed: {last}", next_step="python -m pip check   (looks at this Python)"
    )
