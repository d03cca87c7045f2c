"""Forking: a warm process that forks a child for each job, seen from outside."""

import contextlib
import json
import os
import socket
import subprocess
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict

from ctml_runner.judging.launching import close_streams, command, died, environment
from ctml_runner.judging.process import Running
from ctml_runner.judging.room import Job

_NOW_AND_THEN = 0.1  # seconds between two looks at a process that is warming up


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
            command("zygote", self._kind, str(theirs.fileno()), self._options),
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment(),
            cwd=json.loads(self._options)["build"],
            start_new_session=True,
        )
        theirs.close()
        threading.Thread(target=self._listen, args=(ours, self._process), daemon=True).start()

    def _respawn(self) -> None:
        self._line.close()
        close_streams(self._process)
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
            raise died(self._kind, process)

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
                    raise died(self._kind, self._process) from error
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
        close_streams(self._process)
