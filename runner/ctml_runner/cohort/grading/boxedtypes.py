"""The type checker in its box, seen from outside: hand over a batch, get what is true of each."""

import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from ctml_runner.cohort.grading.checkbatch import Piece
from ctml_runner.cohort.grading.checkserver import READY, Answer, Request
from ctml_runner.cohort.grading.framing import receive, send
from ctml_runner.course.compose import Composed
from ctml_runner.errors import ToolError
from ctml_runner.judging.findings import Broken, read_types
from ctml_runner.judging.launching import close_streams, full
from ctml_runner.judging.process import Ended, How
from ctml_runner.judging.verdict import Types
from ctml_runner.wall.sandbox import Bounds, Box
from ctml_runner.wall.sandbox.box import end, python
from ctml_runner.wall.scratch import Scratch

_BOUNDS = Bounds(processes=8)
_WARMING = 120.0  # seconds in which the libraries must be loaded, on a busy machine
_GRACE = 10.0  # seconds beyond a batch's own time in which its answer must have come
_SHARE = 0.25  # seconds that each further part adds to the time of a batch


class BoxedTypes:
    """Checks types in a box that is started at its first use, and anew if it is lost.

    Args:
        box: the box.
        cache: the folder of the checker's warm cache; only read.
    """

    def __init__(self, box: Box, cache: Path) -> None:
        self._box = box
        self._cache = cache
        self._scratch = Scratch("types")
        self._scratch.path.chmod(0o711)
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._removed = False

    def close(self) -> None:
        """End the box; the next use starts another."""
        if self._process is not None:
            end(self._process)
            close_streams(self._process)
            self._process = None
        if self._line is not None:
            self._line.close()
            self._line = None

    def remove(self) -> None:
        """End the box for good, also while another thread waits for it; take away its folder."""
        self._removed = True
        self.close()
        self._scratch.remove()

    def check(self, batch: Sequence[Composed], seconds: float) -> tuple[Types | Broken, ...]:
        """Return what is true of each part's types.

        What a batch leaves unanswered, because one of its parts broke the process or took all of
        its time, is asked again one by one.

        Args:
            batch: composed parts.
            seconds: how long one part may take.

        Raises:
            ToolError: the box can't be started.
        """
        began = time.perf_counter()
        answer = self._ask(batch, seconds + _SHARE * (len(batch) - 1))
        each = (time.perf_counter() - began) / max(len(batch), 1)
        told = _by_number(answer, len(batch))
        return tuple(
            _read(composed, facts, each) or self._check_one(composed, seconds)
            for composed, facts in zip(batch, told, strict=True)
        )

    def _check_one(self, composed: Composed, seconds: float) -> Types | Broken:
        began = time.perf_counter()
        answer = self._ask([composed], seconds)
        took = time.perf_counter() - began
        [facts] = _by_number(answer, 1)
        if (types := _read(composed, facts, took)) is not None:
            return types
        if answer is None:
            return Broken(How.LOST, None)
        return Broken(How.TIME if answer.timed_out else How.DIED, answer.status)

    def _ask(self, batch: Sequence[Composed], seconds: float) -> Answer | None:
        """Return the answer to one request, or None if the box was lost over it."""
        line = self._line or self._start()
        pieces = tuple(Piece(one.exercise.module, one.marker_line, one.text) for one in batch)
        line.settimeout(seconds + _GRACE)
        try:
            send(line, msgspec.json.encode(Request(pieces, seconds)))
            answer = receive(line)
            if answer is not None:
                return msgspec.json.decode(answer, type=Answer)
        except (OSError, msgspec.MsgspecError):
            pass
        self.close()
        return None

    def _start(self) -> socket.socket:
        if self._removed:
            raise ToolError("grading was ended", next_step="ctml cohort grade   (goes on)")
        folder = Path(tempfile.mkdtemp(dir=self._scratch.path))  # what a lost box left isn't met
        folder.chmod(0o777)  # whoever the box becomes; only its own way leads here
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                self._box.command(
                    python("ctml_runner.cohort.grading.checkserver", str(self._cache)),
                    folder=folder,
                    readable=[self._cache],
                    bounds=_BOUNDS,
                ),
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=self._box.environment,
                start_new_session=True,
            )
        self._line = ours
        ours.settimeout(_WARMING)
        try:
            if receive(ours) == READY:
                return ours
        except OSError:
            pass
        raise self._died()

    def _died(self) -> ToolError:
        words = b""
        if self._process is not None and self._process.stderr is not None:
            end(self._process)
            words = os.read(self._process.stderr.fileno(), 65536)
        self.close()
        said = words.decode(errors="replace").strip().splitlines()
        last = said[-1] if said else "it is silent"
        return full(last) or ToolError(
            f"the type checker can't be started in its box: {last}",
            next_step="ctml doctor; then type the command again, which goes on where it stopped",
        )


def _by_number(answer: Answer | None, count: int) -> Sequence[Sequence[str]]:
    """Return the facts of each part; who can only be told of itself is told nothing else."""
    told: list[list[str]] = [[] for _ in range(count)]
    for number, fact in answer.facts if answer is not None else ():
        if 0 <= number < count:
            told[number].append(fact)
    return told


def _read(composed: Composed, facts: Sequence[str], seconds: float) -> Types | None:
    """Return what the facts say; None if they say nothing whole."""
    try:
        types = read_types(composed, Ended(How.DONE, tuple(facts), "", 0, 0), seconds)
    except msgspec.MsgspecError:
        return None
    return types if isinstance(types, Types) else None
