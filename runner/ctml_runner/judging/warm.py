"""Warm processes, seen from outside: hand over a job, get it running at once."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import IO, Protocol

from ctml_runner.errors import ToolError
from ctml_runner.judging.process import Running
from ctml_runner.judging.room import Job

_STATUS_WAIT = 2.0  # seconds to wait for the exit status of a process that is known to have died
_NOW_AND_THEN = 0.1
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
                self._line.close()
                self._spawn()
            self._count += 1
            job_id = self._count
            facts, facts_end = os.pipe()
            output, output_end = os.pipe()
            message = json.dumps({"start": job_id, "job": asdict(job)}).encode() + b"\n"
            try:
                sent = socket.send_fds(self._line, [message], [facts_end, output_end])
                self._line.sendall(message[sent:])
            except OSError as error:
                raise _died(self._kind, self._process) from error
            finally:
                os.close(facts_end)
                os.close(output_end)
        return Running(facts, output, lambda: self._send_kill(job_id), lambda: self._status(job_id))

    def _send_kill(self, job_id: int) -> None:
        with self._lock, contextlib.suppress(OSError):
            self._line.sendall(json.dumps({"kill": job_id}).encode() + b"\n")

    def _status(self, job_id: int) -> int | None:
        with self._said:
            self._said.wait_for(lambda: job_id in self._statuses, _STATUS_WAIT)
            return self._statuses.get(job_id)

    def close(self) -> None:
        """End the zygote; it ends its children."""
        self._line.shutdown(socket.SHUT_RDWR)
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._line.close()


class Spare:
    """Where there is no fork: a process that is warm already waits for the one job it will do."""

    def __init__(self, kind: str, options: Mapping[str, str]) -> None:
        self._kind = kind
        self._options = dict(options)
        self._lock = threading.Lock()
        self._next = self._spawn()

    def _spawn(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            _command("spare", self._kind, json.dumps(self._options)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
            cwd=self._options["build"],
            start_new_session=True,
        )

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
            with _open(process.stdin) as job_in:
                job_in.write(json.dumps(asdict(job)).encode() + b"\n")
        except OSError as error:
            raise _died(self._kind, process) from error
        with _open(process.stdout) as facts_out, _open(process.stderr) as output_out:
            facts, output = os.dup(facts_out.fileno()), os.dup(output_out.fileno())
        return Running(facts, output, lambda: _end(process), lambda: process.wait(_STATUS_WAIT))

    def close(self) -> None:
        """End the waiting process."""
        _end(self._next)


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


def _died(kind: str, process: subprocess.Popen[bytes]) -> ToolError:
    said = process.stderr.read().decode(errors="replace").strip() if process.stderr else ""
    last = said.splitlines()[-1] if said else f"exit status {process.poll()}"
    return ToolError(
        f"the warm process for {kind} died: {last}", next_step="ctml check, or install ctml again"
    )
