"""The probe: a program that tries to do in a box what no box must let it do, and tells.

Started as ``python -P -m ctml_runner.wall.sandbox probe TARGETS``; it prints one line of JSON, the
names of the attempts that came off, and leaves a process behind that wants to outlive it.
"""

import contextlib
import json
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_LONG = 25.0  # seconds; longer than anybody waits for a probe, and then it is gone in any case

SECRET = "CTML_PROBE_SECRET"  # noqa: S105  # a name
"""The variable of the trusted process's environment that no box must carry."""


@dataclass(frozen=True, slots=True)
class Targets:
    """What the probe tries itself on.

    Attributes:
        secret: a file outside, that any user may read.
        outside: a folder outside, that any user may write to.
        port: a port of this machine at which somebody listens.
        process: the trusted process that started the probe.
        memory: more bytes than the box may take.
        file: more bytes than a file may have.
        processes: more processes than there may be.
    """

    secret: str
    outside: str
    port: int
    process: int
    memory: int
    file: int
    processes: int


def attempts(targets: Targets) -> dict[str, Callable[[], bool]]:
    """Return what is tried, by name; each answers whether it came off, or raises."""
    return {
        "took more memory than it may": lambda: len(bytearray(targets.memory)) > 0,
        "wrote a larger file than it may": lambda: _write(targets.file),
        "started more processes than it may": lambda: _fork(targets.processes),
        "is the superuser": lambda: os.geteuid() == 0,
        "saw the environment": lambda: SECRET in os.environ,
        "read a file outside": lambda: bool(Path(targets.secret).read_bytes()),
        "wrote outside": lambda: bool(Path(targets.outside, "written").write_bytes(b"x")),
        "reached the network": lambda: _connect(targets.port),
        "signalled a process outside": lambda: _signal(targets.process),
        "saw other processes": lambda: any(_others()),
    }


def _signal(process: int) -> bool:
    os.kill(process, 0)
    return True


def _write(size: int) -> bool:
    with contextlib.suppress(OSError):
        Path("large").write_bytes(bytes(size))
    large = Path("large").stat().st_size >= size
    Path("large").unlink()
    return large


def _fork(most: int) -> bool:
    children = []
    try:
        for _ in range(most):
            child = os.fork()
            if child == 0:
                time.sleep(_LONG)
                os._exit(0)
            children.append(child)
    finally:
        for child in children:
            os.kill(child, 9)
            os.waitpid(child, 0)
    return True


def _connect(port: int) -> bool:
    with socket.create_connection(("127.0.0.1", port), timeout=1):
        return True


def _others() -> Iterator[int]:
    """Yield the processes that are neither this one, nor its kin, nor the box's own first one."""
    for folder in Path("/proc").glob("[0-9]*"):
        if int(folder.name) not in {1, os.getpid(), os.getppid()}:
            yield int(folder.name)


def _came_off(attempt: Callable[[], bool]) -> bool:
    try:
        return attempt()
    except (OSError, MemoryError):
        return False


def _stay() -> None:
    """Leave a process behind, in a session of its own if it may be, that holds our output open."""
    if os.fork() == 0:
        with contextlib.suppress(OSError):
            os.setsid()
        if os.fork() == 0:
            time.sleep(_LONG)
        os._exit(0)


def main(arguments: Sequence[str]) -> None:
    """Try everything, tell what came off, and wait to be ended."""
    targets = Targets(**json.loads(arguments[0]))
    tried = attempts(targets).items()
    came_off = [name for name, attempt in tried if _came_off(attempt)]
    _stay()
    sys.stdout.write(json.dumps(came_off) + "\n")
    sys.stdout.flush()
    time.sleep(_LONG)
