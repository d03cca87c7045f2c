"""The type checker's process in its box: warm, it forks a child for each batch.

Started as ``python -P -m ctml_runner.cohort.grading.checkserver CACHE`` with a socket for standard
input; it speaks frames: a request in, an answer out. Nothing that a learner wrote is run here,
only read; still a child may be killed by what it reads, and then has told of the parts before.
"""

import contextlib
import gc
import os
import selectors
import signal
import socket
import sys
import time
from pathlib import Path

import msgspec

from ctml_runner.cohort.grading.checkbatch import BatchChecker, Piece, Tell
from ctml_runner.cohort.grading.framing import receive, send
from ctml_runner.judging.room import limit_memory

READY = b"ready"
"""The first frame: the libraries are loaded."""

_MOST = 64 << 20  # bytes that a child may say of a batch


class Request(msgspec.Struct, frozen=True):
    """A batch to be checked: its parts, and how long all of them may take."""

    pieces: tuple[Piece, ...]
    seconds: float


class Answer(msgspec.Struct, frozen=True):
    """What was told of a batch.

    Attributes:
        facts: lines of JSON, each about the part of that number.
        timed_out: whether its time was up.
        status: the child's exit status, negative for a signal.
    """

    facts: tuple[tuple[int, str], ...]
    timed_out: bool
    status: int


class _Fact(msgspec.Struct, frozen=True):
    number: int
    fact: str


def main() -> None:
    """Warm up, then serve until the socket closes."""
    line = socket.socket(fileno=os.dup(0))
    cache = _private(Path(sys.argv[1]))
    checker = BatchChecker(str(cache), str(Path.cwd()))
    gc.collect()
    gc.freeze()  # a child that collects garbage would copy every page of this process
    send(line, READY)
    while (message := receive(line)) is not None:
        request = msgspec.json.decode(message, type=Request)
        send(line, msgspec.json.encode(_answer(checker, request)))
        for left in Path.cwd().glob("e_*.py"):
            left.unlink()
    os._exit(0)  # nothing is left to do; taking the loaded libraries apart would take a while


def _private(shared: Path) -> Path:
    """Return a cache of this box's own, of links to the files of the shared one: mypy makes notes.

    A note is written beside and put in a link's place, so the shared file is never touched. What
    stands at the top is about a whole cache; mypy writes it in its place, and makes its own.
    """
    own = Path.cwd() / "cache"
    for folder, _, files in os.walk(shared):
        here = own / Path(folder).relative_to(shared)
        here.mkdir()
        for file in files if here != own else ():
            (here / file).symlink_to(Path(folder, file))
    return own


def _answer(checker: BatchChecker, request: Request) -> Answer:
    facts, facts_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(facts)
            _silence()
            with contextlib.suppress(PermissionError):  # Landlock hides /proc; the box has a limit
                limit_memory()
            checker.check(request.pieces, _teller(facts_end))
            os._exit(0)
        finally:
            os._exit(1)
    os.close(facts_end)
    data, timed_out = _read(facts, request.seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    whole = data.rpartition(b"\n")[0]
    told = (msgspec.json.decode(line, type=_Fact) for line in whole.splitlines() if line)
    answered = tuple((one.number, one.fact) for one in told)
    return Answer(answered, timed_out, os.waitstatus_to_exitcode(status))


def _teller(descriptor: int) -> Tell:
    """Return what writes facts as lines into a pipe."""

    def tell(number: int, fact: object) -> None:
        line = msgspec.json.encode(_Fact(number, msgspec.json.encode(fact).decode())) + b"\n"
        while line:
            line = line[os.write(descriptor, line) :]

    return tell


def _silence() -> None:
    """Let nothing that a tool prints on its way down reach anybody, and let nobody be asked."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)


def _read(descriptor: int, seconds: float) -> tuple[bytes, bool]:
    """Read all that a child says in its time; whether the time was up before the end."""
    until = time.monotonic() + seconds
    data = bytearray()
    with selectors.DefaultSelector() as selector, os.fdopen(descriptor, "rb", buffering=0) as pipe:
        selector.register(pipe, selectors.EVENT_READ)
        while selector.select(max(until - time.monotonic(), 0)):
            chunk = pipe.read(1 << 16)
            if not chunk:
                return bytes(data), False
            data += chunk
            if len(data) > _MOST:
                return bytes(data), False
    return bytes(data), True


if __name__ == "__main__":
    main()
