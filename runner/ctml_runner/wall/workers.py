"""Workers, seen from the trusted side: one at a time, each in a box that holds nobody else."""

import contextlib
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from ctml_runner.judging.launching import environment
from ctml_runner.wall.ending import namespace
from ctml_runner.wall.launched import Hushed, Launched
from ctml_runner.wall.limits import Limits, PartLimits
from ctml_runner.wall.meeting import Meeting
from ctml_runner.wall.messages import Pipe
from ctml_runner.wall.sandbox.bounds import MIB, Bounds
from ctml_runner.wall.sandbox.box import Box
from ctml_runner.wall.sandbox.crowd import crowd
from ctml_runner.wall.tally import Tally, held, tree

_WARM = 60.0  # seconds that a zygote may take to import what it needs, on a busy machine
_SOON = 5.0  # seconds that it may take for anything else
_LONGEST = 1 << 16  # bytes of what it tells
_BOUNDS = Bounds(memory=8192 * MIB)  # a worker sets its own, lower ones


class Lost(Exception):  # noqa: N818  # what happened to the zygote
    """The zygote is gone or doesn't answer; the next worker comes from a new one."""


class Told(msgspec.Struct, frozen=True):
    """What a zygote tells."""

    ready: bool = False
    forked: int = 0
    ended: bool = False
    clean: bool = True


class Workers:
    """Forks workers in boxes of one kind; a box is made anew whenever one may be spoilt.

    Args:
        box: what each zygote is confined to; None for answers that are trusted.
        folder: where the folders of boxes are made.
    """

    def __init__(self, box: Box | None, folder: Path) -> None:
        self._box = box
        self._folder = folder
        self._zygote: _Zygote | None = None
        self._meeting = Meeting()
        self._tally = Tally()

    def new(self, limits: Limits) -> Pipe:
        """Return the pipe to a worker that nobody has asked anything yet.

        Raises:
            ToolError: no zygote can be started.
            Lost: a new zygote did not fork.
        """
        if self._zygote is not None:
            with contextlib.suppress(Lost):
                return self._fork(self._zygote, limits)
            self._end_zygote()
        self._meeting.end()
        self._zygote = _Zygote(self._box, self._folder)
        return self._fork(self._zygote, limits)

    def end(self) -> None:
        """End the worker with all it has left; with its box, unless that is as it was before."""
        self._meeting.end()
        self._tally.end()
        if self._zygote is not None:
            with contextlib.suppress(Lost):
                if self._zygote.end_worker():
                    return
            self._end_zygote()

    def close(self) -> None:
        """End the zygote and its box for good."""
        self._tally.close()
        self._end_zygote()

    def _fork(self, zygote: "_Zygote", limits: Limits) -> Pipe:
        pipe = zygote.fork(limits, self._meeting.begin())
        self._tally.begin(zygote.number, zygote.most(limits), pipe)
        return pipe

    def _end_zygote(self) -> None:
        if self._zygote is not None:
            self._zygote.close()
            self._zygote = None


class _Zygote:
    """One zygote in its box."""

    def __init__(self, box: Box | None, above: Path) -> None:
        program = [sys.executable, "-P", "-m", "ctml_runner.wall.zygote", namespace()]
        self._crowd = box.crowd if box else crowd()

        def command(folder: Path) -> Sequence[str]:
            folder.chmod(0o777)  # whoever the box becomes; only its own way leads here
            return box.command(program, folder=folder, bounds=_BOUNDS) if box else program

        self._launched = Launched(
            "the sandbox for the learner's code",
            command,
            box.environment if box else environment(),
            above,
        )
        self._launched.wait_ready(_WARM)
        self.number = self._launched.number
        self._before = held(tree(self.number))

    def most(self, limits: Limits) -> int:
        """Return the bytes that a worker may hold with all it starts, and the zygote beside it."""
        return 2 * self._before + limits.memory_mib * MIB

    def fork(self, limits: Limits, core: int | None) -> Pipe:
        """Return the pipe to a new worker, which runs on that core."""
        ours, theirs = socket.socketpair()
        processes = limits.processes + self._crowd
        allowed = PartLimits(limits.seconds, limits.memory_mib, processes, limits.files_mib)
        request = {"fork": allowed, "core": core}
        try:
            data = msgspec.json.encode(request) + b"\n"
            socket.send_fds(self._launched.line, [data], [theirs.fileno()])
            self._hear()
        except (OSError, Lost) as error:
            ours.close()
            raise Lost from error
        finally:
            theirs.close()
        return Pipe(ours)

    def end_worker(self) -> bool:
        """End all that the worker has left; return whether the box is as it was before."""
        try:
            self._launched.line.sendall(b'{"end":true}\n')
        except OSError as error:
            raise Lost from error
        told = self._hear()
        return told.ended and told.clean

    def close(self) -> None:
        """End the box."""
        self._launched.close()

    def _hear(self) -> Told:
        try:
            return msgspec.json.decode(self._launched.next_line(_SOON, _LONGEST), type=Told)
        except Hushed as error:
            raise Lost from error
