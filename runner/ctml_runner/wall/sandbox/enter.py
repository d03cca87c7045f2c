"""The door: the first program in a box. It gives up what the box forbids, and becomes the other.

Started as ``python -P -m ctml_runner.wall.sandbox enter TERMS -- PROGRAM ARGUMENTS``.
"""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ctml_runner.wall.sandbox.bounds import Bounds
from ctml_runner.wall.sandbox.capability import become
from ctml_runner.wall.sandbox.landlock import give_up_files
from ctml_runner.wall.sandbox.seccomp import filter_calls

DEVICES = tuple(Path("/dev") / name for name in ("null", "zero", "random", "urandom"))
"""What a program may need of the machine's devices."""

MACHINE = (Path("/proc/cpuinfo"), Path("/proc/meminfo"), Path("/sys/devices/system/cpu"))
"""What tells of the machine, and not of who else runs on it."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is given up on the way in.

    Attributes:
        folder: the box's own folder, to work in.
        user: the id to become, if this is the superuser.
        landlocked: whether files are given up by Landlock; else namespaces hide them, or nothing.
        filtered: whether system calls are filtered; `confine` does it later for a nested box.
        bounds: what may be taken.
        readable: for Landlock, what may be read.
        listed: for Landlock, folders in which names may be seen.
    """

    folder: str
    user: int
    landlocked: bool
    filtered: bool
    bounds: Bounds
    readable: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()

    def dump(self) -> str:
        """Return them as text for the command line."""
        return json.dumps(asdict(self))


def load(text: str) -> Terms:
    """Read what `Terms.dump` wrote."""
    told = json.loads(text)
    return Terms(**{**told, "bounds": Bounds(**told["bounds"])})


def enter(terms: Terms) -> None:
    """Give up what the terms say."""
    if terms.landlocked and os.geteuid() == 0:
        os.chown(terms.folder, terms.user, terms.user)
    os.chdir(terms.folder)
    os.environ.update(HOME=terms.folder, TMPDIR=terms.folder)
    become(terms.user, may_search=terms.landlocked)
    if terms.landlocked:
        own = (Path(terms.folder), *DEVICES)
        readable = (*map(Path, terms.readable), *MACHINE)
        give_up_files(readable, own, map(Path, terms.listed))
    terms.bounds.impose()
    if terms.filtered:
        filter_calls()


def main(arguments: Sequence[str]) -> None:
    """Go in, and become the program."""
    terms, _, *program = arguments
    enter(load(terms))
    try:
        os.execv(program[0], program)  # noqa: S606  # an argument list, and no shell
    except PermissionError:
        sys.exit(f"{program[0]} is in a folder that only the superuser may pass")
