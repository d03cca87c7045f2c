"""Sparing: where there is no fork, the next process warms up while one does its only job."""

import contextlib
import json
import os
import signal
import subprocess
import threading
import uuid
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO

from ctml_runner.judging.launching import close_streams, command, died, environment
from ctml_runner.judging.process import Running
from ctml_runner.judging.room import Job

_ROOM = "CTML_ROOM"  # the environment variable by which what a spare process left is known


class Spare:
    """Where there is no fork: a process that is warm already waits for the one job it will do."""

    def __init__(self, kind: str, options: Mapping[str, str]) -> None:
        self._kind = kind
        self._options = dict(options)
        self._lock = threading.Lock()
        self._marks: dict[subprocess.Popen[bytes], str] = {}
        self._next = self._spawn()

    def _spawn(self) -> subprocess.Popen[bytes]:
        mark = str(uuid.uuid4())
        process = subprocess.Popen(
            command("spare", self._kind, json.dumps(self._options)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment() | {_ROOM: mark},
            cwd=self._options["build"],
            start_new_session=True,
        )
        self._marks[process] = mark
        return process

    def wait_ready(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Return at once: a job waits for its own process to be warm."""
        meanwhile()

    def start(self, job: Job) -> Running:
        """Hand the job to the waiting process, and let the next one warm up.

        Raises:
            ToolError: the waiting process has died.
        """
        with self._lock:
            process = self._next
            self._next = self._spawn()
        try:
            job_in = _open(process.stdin)  # stays open: its end is what tells the job to end
            job_in.write(json.dumps(asdict(job)).encode() + b"\n")
            job_in.flush()
        except OSError as error:
            raise died(self._kind, process) from error
        with _open(process.stdout) as facts_out, _open(process.stderr) as output_out:
            facts, output = os.dup(facts_out.fileno()), os.dup(output_out.fileno())
        return Running(
            facts,
            output,
            lambda: self._release(process),
            lambda seconds: _status(process, seconds),
        )

    def _release(self, process: subprocess.Popen[bytes]) -> None:
        with self._lock:
            mark = self._marks.pop(process, None)
        if mark is not None:
            _end(process)
            _sweep(mark)

    def close(self) -> None:
        """End the waiting process and those at work."""
        for process in list(self._marks):
            self._release(process)


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    """Return a stream of a process that was started with a pipe there."""
    if stream is None:
        raise ValueError("no pipe was asked for")
    return stream


def _end(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, 9)
    process.kill()
    process.wait()
    close_streams(process)


def _sweep(mark: str) -> None:
    """Kill what a job left behind in other sessions: it carries the mark (Linux alone tells)."""
    sought = f"{_ROOM}={mark}".encode()
    for variables in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):  # it ended while we looked, or isn't ours
            if sought in variables.read_bytes().split(b"\0"):
                os.kill(int(variables.parent.name), signal.SIGKILL)


def _status(process: subprocess.Popen[bytes], seconds: float) -> int | None:
    with contextlib.suppress(subprocess.TimeoutExpired):
        return process.wait(seconds)
    return None
