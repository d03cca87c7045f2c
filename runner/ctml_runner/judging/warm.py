"""Warm processes, seen from outside: hand over a job, get it running at once."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Protocol

from ctml_runner.errors import ToolError
from ctml_runner.judging.process import Running
from ctml_runner.judging.room import Job

_NOW_AND_THEN = 0.1
_ROOM = "CTML_ROOM"  # the environment variable by which what a spare process left is known
_NOT_OURS = ("PYTHON", "PYTEST", "MYPY", "COVERAGE", "COV_CORE", "HYPOTHESIS")
_ONE_THREAD = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)


class Warm(Protocol):
    """Something that starts jobs in processes that have everything imported."""

    def start(self, job: Job) -> Running:
        """Start a job in a process of its own."""

    def wait_ready(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Wait until the first job would start at once, calling `meanwhile` now and then."""

    def close(self) -> None:
        """End the warm process and every job of its."""


def warm(kind: str, options: Mapping[str, str], *, fork: bool | None = None) -> Warm:
    """Return a warm process of a kind (``types`` or ``tests``), by fork where there is one."""
    return (
        Forking(kind, options)
        if (hasattr(os, "fork") if fork is None else fork)
        else Spare(kind, options)
    )


def _command(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-P", "-m", f"ctml_runner.judging.{module}", *arguments]


def _environment() -> dict[str, str]:
    """Return an environment in which nothing of the learner's reconfigures the tools."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_OURS)}
    return kept | dict.fromkeys(_ONE_THREAD, "1") | {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}


class Forking:
    """A zygote: a process with everything imported that forks a child for each job."""

    def __init__(self, kind: str, options: Mapping[str, str]) -> None:
        self._kind = kind
        self._options = json.dumps(dict(options))
        self._lock = threading.Lock()
        self._count = 0
        self._statuses: dict[int, int] = {}
        self._said = threading.Condition()
        self._ready = False
        self._spawn()

    def _spawn(self) -> None:
        ours, theirs = socket.socketpair()
        self._line = ours
        self._ready = False
        self._process = subprocess.Popen(
            _command("zygote", self._kind, str(theirs.fileno()), self._options),
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=_environment(),
            cwd=json.loads(self._options)["build"],
            start_new_session=True,
        )
        theirs.close()
        threading.Thread(target=self._listen, args=(ours, self._process), daemon=True).start()

    def _respawn(self) -> None:
        self._line.close()
        _close_streams(self._process)
        self._spawn()

    def _listen(self, line: socket.socket, process: subprocess.Popen[bytes]) -> None:
        with contextlib.suppress(OSError), line.makefile("rb") as messages:
            for message in messages:
                told = json.loads(message)
                with self._said:
                    if "ready" in told:
                        self._ready = True
                    else:
                        self._statuses[told["ended"]] = told["status"]
                    self._said.notify_all()
        process.wait()
        with self._said:
            self._said.notify_all()

    def wait_ready(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Wait until the zygote has everything imported, calling `meanwhile` now and then.

        Raises:
            ToolError: it died on the way.
        """
        process = self._process
        with self._said:
            while not (self._ready or process.poll() is not None):
                self._said.wait(_NOW_AND_THEN)
                meanwhile()
        if not self._ready:
            raise _died(self._kind, process)

    def start(self, job: Job) -> Running:
        """Start a job in a child of the zygote; a zygote that died is replaced first.

        Raises:
            ToolError: the zygote can't be started.
        """
        with self._lock:
            if self._process.poll() is not None:
                self._respawn()
            self._count += 1
            job_id = self._count
            facts, facts_end = os.pipe()
            output, output_end = os.pipe()
            message = json.dumps({"start": job_id, "job": asdict(job)}).encode() + b"\n"
            try:
                self._send(message, [facts_end, output_end])
            finally:
                os.close(facts_end)
                os.close(output_end)
            process = self._process
        return Running(
            facts,
            output,
            lambda: self._send_kill(job_id),
            lambda seconds: self._status(job_id, process, seconds),
        )

    def _send(self, message: bytes, descriptors: list[int]) -> None:
        """Hand a message to the zygote; one that dies at this very moment is replaced, once."""
        for last in (False, True):
            try:
                sent = socket.send_fds(self._line, [message], descriptors)
                self._line.sendall(message[sent:])
            except OSError as error:
                if last:
                    raise _died(self._kind, self._process) from error
                self._process.kill()
                self._respawn()
            else:
                return

    def _send_kill(self, job_id: int) -> None:
        with self._lock, contextlib.suppress(OSError):
            self._line.sendall(json.dumps({"kill": job_id}).encode() + b"\n")

    def _status(self, job_id: int, process: subprocess.Popen[bytes], seconds: float) -> int | None:
        with self._said:
            self._said.wait_for(
                lambda: job_id in self._statuses or process.poll() is not None, seconds
            )
            return self._statuses.pop(job_id, None)

    def close(self) -> None:
        """End the zygote; it ends its children."""
        with contextlib.suppress(OSError):  # the zygote is gone already
            self._line.shutdown(socket.SHUT_RDWR)
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._line.close()
        _close_streams(self._process)


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
            _command("spare", self._kind, json.dumps(self._options)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment() | {_ROOM: mark},
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
            raise _died(self._kind, process) from error
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
    _close_streams(process)


def _close_streams(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            with contextlib.suppress(OSError):  # closing writes what nobody reads any more
                stream.close()


def _sweep(mark: str) -> None:
    """Kill what a job left behind in other sessions: it carries the mark (Linux alone tells)."""
    sought = f"{_ROOM}={mark}".encode()
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):  # it ended while we looked, or isn't ours
            if sought in environment.read_bytes().split(b"\0"):
                os.kill(int(environment.parent.name), signal.SIGKILL)


def _status(process: subprocess.Popen[bytes], seconds: float) -> int | None:
    with contextlib.suppress(subprocess.TimeoutExpired):
        return process.wait(seconds)
    return None


def _died(kind: str, process: subprocess.Popen[bytes]) -> ToolError:
    said = process.stderr.read().decode(errors="replace").strip() if process.stderr else ""
    last = said.splitlines()[-1] if said else f"exit status {process.poll()}"
    return ToolError(
        f"the warm process for {kind} died: {last}", next_step="ctml check, or install ctml again"
    )
