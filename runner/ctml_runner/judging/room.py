"""What happens inside the process that judges one save: its channel out, and its limits.

Facts leave as lines of JSON on a pipe of their own; what the learner's code prints goes to
another. The first line is ``{"began": true}``, from when on the job's time counts; the last is
``{"done": true}``, and a process that ends without it died.
"""

import contextlib
import faulthandler
import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TextIO

try:
    import resource
except ImportError:  # no resource limits on this platform; time and output are still limited
    resource = None  # type: ignore[assignment]

MEMORY = 1 << 30
"""Bytes a judged process may take above what the warm process holds."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be judged.

    Attributes:
        file: the composed module's file, in the folder that the process works in.
        marker_line: the learner's part stands above this line, counted from 1.
        tests: the names of the shipped tests.
        seconds: how long it may take.
    """

    file: str
    marker_line: int
    tests: tuple[str, ...]
    seconds: float


Tell = Callable[[Mapping[str, object]], None]
Work = Callable[[Job, Tell], None]
"""Does one job and tells its facts; prepared once, run once a process."""

_STUCK_BEFORE = 0.25  # seconds before the deadline at which a running thread tells where it is


def run(work: Work, job: Job, facts: IO[bytes]) -> None:
    """Do `job` in this process, which holds nothing else and ends afterwards."""

    def tell(fact: Mapping[str, object]) -> None:
        # On a line of its own, whatever the learner's code wrote into this descriptor.
        facts.write(b"\n" + json.dumps(fact).encode() + b"\n")
        facts.flush()

    limit_memory()
    tell({"began": True})
    faulthandler.dump_traceback_later(max(job.seconds - _STUCK_BEFORE, 0.1), file=facts)
    printed = (sys.stdout, sys.stderr)  # the learner's code may put others in their place
    work(job, tell)
    faulthandler.cancel_dump_traceback_later()
    _let_go_of(printed)
    tell({"done": True})


def limit_memory() -> None:
    """Allow `MEMORY` more than this process has now, and no core file."""
    statm = Path("/proc/self/statm")
    if resource is None or not statm.exists():
        return
    now = int(statm.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + MEMORY, now + MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def take_output(descriptor: int) -> None:
    """Send everything this process prints, from Python or below it, to `descriptor`."""
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    sys.stdout = open(1, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)  # noqa: SIM115


def take_no_input() -> None:
    """Nobody is there to answer ``input()``."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115


def _let_go_of(printed: tuple[TextIO, ...]) -> None:
    """End the printed output, so that its reader needn't wait for this process to end."""
    for stream in printed:
        with contextlib.suppress(OSError, ValueError):  # the learner's code closed it
            stream.flush()
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    os.close(nothing)
