"""The zygote: an interpreter in the box that has imported the core and forks a worker for a part.

It is started as ``python -P -m ctml_runner.wall.zygote NAMESPACE`` with a socket as descriptor 0;
NAMESPACE is that of the processes outside. It never holds the checks. It serves one worker at a
time, so that no part has another one as its neighbour, and speaks lines of JSON:

    out  {"ready": true}
    in   {"fork": {...}, "core": N}      with one descriptor: the worker's pipe
    out  {"forked": N}
    in   {"end": true}                   end every process that the worker has left
    out  {"ended": true, "clean": C}     C: whether it has left nothing at all

When the socket closes, whoever asked is gone, and so everything here ends too.
"""

import contextlib
import ctypes
import gc
import os
import resource
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

import ctml.category
import ctml.pipeline
from ctml_runner.wall.ending import Ending
from ctml_runner.wall.limits import PartLimits
from ctml_runner.wall.meeting import come
from ctml_runner.wall.messages import Broken, Pipe
from ctml_runner.wall.sandbox.bounds import MIB, Bounds
from ctml_runner.wall.worker import Worker

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_DUMPABLE: Final = 4
_PR_SET_CHILD_SUBREAPER: Final = 36
_USUAL: Final = 1024 * MIB
_SHARED: Final = Path("/dev/shm")  # noqa: S108  # to look whether it is empty

WARM = (ctml.category, ctml.pipeline)
"""What every worker has imported."""


class Request(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the trusted side wants of the zygote."""

    fork: PartLimits | None = None
    core: int | None = None
    end: bool = False


def main() -> None:
    """Warm up, then serve until the socket closes."""
    line = socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    os.close(nothing)
    os.closerange(line.fileno() + 1, 4096)
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)
    _prctl(_PR_SET_DUMPABLE, 0)  # no worker may look into this process, nor write to it
    gc.collect()
    gc.freeze()  # a worker that collects garbage would copy every page of this process
    _serve(line, Ending(sys.argv[1]))
    os._exit(0)


def _serve(line: socket.socket, ending: Ending) -> None:
    modes = _modes(ending)
    _say(line, {"ready": True})
    unread = b""
    worker = 0
    descriptors: list[int] = []
    while True:
        data, found, _, _ = socket.recv_fds(line, 4096, 1)
        if not data:
            break
        descriptors += found
        *requests, unread = (unread + data).split(b"\n")
        for text in requests:
            request = msgspec.json.decode(text, type=Request)
            if request.fork is not None:
                worker = _fork(line, descriptors.pop(0), request.fork, request.core)
            if request.end and worker:
                clean = ending.end_all(worker) and _is_clean(ending, modes)
                _say(line, {"ended": True, "clean": clean})
    if worker:
        ending.end_all(worker)


def _fork(line: socket.socket, pipe: int, limits: PartLimits, core: int | None) -> int:
    child = os.fork()
    if child == 0:
        try:
            come(core)
            _become_worker(pipe, limits)
        finally:
            os._exit(0)
    os.close(pipe)
    _say(line, {"forked": child})
    return child


def _become_worker(pipe: int, limits: PartLimits) -> None:
    """Serve one pipe; hold no other descriptor, and no more than the limits allow."""
    os.dup2(pipe, 3)
    os.closerange(4, 4096)
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    _limit(limits)
    with contextlib.suppress(Broken):  # the trusted side has heard enough
        Worker(Pipe(socket.socket(fileno=3))).serve()


def _limit(limits: PartLimits) -> None:
    Bounds(
        memory=_taken() + limits.memory_mib * MIB,
        processes=limits.processes,
        file=limits.files_mib * MIB,
        files=64,
    ).impose()
    seconds = int(2 * limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _taken() -> int:
    """Return the bytes of address space that this process has taken, or as many as it may have."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return _USUAL
    return pages * resource.getpagesize()


def _is_clean(ending: Ending, modes: Sequence[int]) -> bool:
    """Return whether no file is left where a worker can write one, and the next one can as well."""
    empty = not any(entry for place in _places(ending) for entry in place.iterdir())
    return empty and _modes(ending) == modes


def _modes(ending: Ending) -> Sequence[int]:
    """Return who may do what where a worker can write: the folder may be its own to close."""
    return [place.stat().st_mode for place in _places(ending)]


def _places(ending: Ending) -> Sequence[Path]:
    """Return where a worker can write; memory is a box's own."""
    return (Path(), _SHARED) if ending.alone else (Path(),)


def _say(line: socket.socket, message: dict[str, object]) -> None:
    with contextlib.suppress(OSError):  # nobody listens any more; the next read ends us
        line.sendall(msgspec.json.encode(message) + b"\n")


def _prctl(option: int, value: int) -> None:
    """Ask the Linux kernel for a process attribute; other systems have none of these."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


if __name__ == "__main__":
    main()
