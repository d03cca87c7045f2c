"""The trusted process: it has pytest and hypothesis imported, and judges one job after another.

It is started as ``python -P -m ctml_runner.wall.trusted FOLDER [LEVEL INNER]`` with a socket as
descriptor 0; without a level, its workers are confined to nothing. A ``Job`` comes in as a line of
JSON, and lines of ``Told`` go out: a verdict a part, in order, then how it ended. It never parses a
part. Whoever started it ends it when a part has kept it too long.
"""

import gc
import os
import resource
import socket
import sys
from pathlib import Path

import msgspec
import pytest

from ctml_runner.wall.job import Job, Told
from ctml_runner.wall.judge import Judge
from ctml_runner.wall.replay import use_profile
from ctml_runner.wall.sandbox.bounds import MIB
from ctml_runner.wall.sandbox.box import Box
from ctml_runner.wall.sandbox.level import Level
from ctml_runner.wall.workers import Workers

MEMORY = 2048 * MIB
"""Bytes that this process may take: what a worker states is small, what a check makes of it may
not be."""

_OFF = (
    "assertion", "cacheprovider", "capture", "doctest", "faulthandler", "junitxml", "logging",
    "pastebin", "setuponly", "stepwise", "terminal", "threadexception", "unraisableexception",
    "warnings",
)  # fmt: skip


def main() -> None:
    """Warm up, then judge jobs until the socket closes."""
    folder = Path(sys.argv[1])
    levels = [Level(int(text)) for text in sys.argv[2:]]
    box = Box(*levels) if levels else None
    line = socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDWR)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, hard))  # a box has bounds of its own
    workers = Workers(box, _folder(folder / "boxes", 0o711))
    trusted = Trusted(line, workers, _folder(folder / "checks", 0o700))
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    try:
        trusted.serve()
    finally:
        workers.close()


def _folder(path: Path, mode: int) -> Path:
    """Make a folder; boxes have other users, who can walk to their own and see nothing else."""
    path.parent.chmod(0o711)
    path.mkdir()
    path.chmod(mode)
    return path


class Trusted:
    """Judges jobs that come in over a socket.

    Args:
        line: the socket.
        workers: where each part's worker comes from.
        folder: an empty folder of its own.
    """

    def __init__(self, line: socket.socket, workers: Workers, folder: Path) -> None:
        self._line = line
        self._workers = workers
        self._folder = folder
        self._sessions = 0
        os.chdir(folder)
        use_profile()

    def serve(self) -> None:
        """Judge jobs until the socket closes."""
        gc.collect()
        gc.freeze()
        self._tell(Told(ready=True))
        with self._line.makefile("rb") as jobs:
            for text in jobs:
                self._judge(msgspec.json.decode(text, type=Job))

    def _judge(self, job: Job) -> None:
        judge = Judge(job, self._workers, lambda verdict: self._tell(Told(verdict=verdict)))
        self._session(job, judge)
        self._tell(judge.end)

    def _session(self, job: Job, judge: Judge) -> None:
        """Let pytest collect the checks, as a module that no session has seen before."""
        self._sessions += 1
        name = f"{job.checks.module}_{self._sessions}"
        file = self._folder / f"{name}.py"
        file.write_text(job.checks.text, encoding="utf-8", newline="\n")
        off = [word for plugin in _OFF for word in ("-p", f"no:{plugin}")]
        fixed = ["-c", os.devnull, f"--rootdir={self._folder}", "--noconftest"]
        try:
            pytest.main([*off, *fixed, "--import-mode=importlib", file.name], plugins=[judge])
        finally:
            file.unlink()
            sys.modules.pop(name, None)

    def _tell(self, told: Told) -> None:
        self._line.sendall(msgspec.json.encode(told) + b"\n")


if __name__ == "__main__":
    main()
