"""The warm process: it has imported everything once, and forks a child for each job.

It is started as ``python -P -m ctml_runner.judging.zygote KIND SOCKET`` and speaks lines of JSON:

    in   {"start": ID, "job": {...}}    with two descriptors: facts and output
    in   {"kill": ID}                   end that job's processes now
    out  {"ready": true}                warm
    out  {"ended": ID, "status": N}     the job's process is gone, and so is its group

When the socket closes, whoever asked is gone, and so everything here ends too. A child is a
session of its own and dies with SIGKILL, group and all; on Linux what it left behind in other
sessions becomes this process's child, and is killed as well.
"""

import contextlib
import ctypes
import gc
import json
import os
import selectors
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

from ctml_runner.judging.kinds import prepare
from ctml_runner.judging.room import Job, Work, run, take_no_input, take_output

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36


def main() -> None:
    """Warm up, then serve until the socket closes."""
    kind, descriptor, options = sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3])
    take_no_input()
    Zygote(socket.socket(fileno=descriptor), prepare(kind, options)).serve()
    os._exit(0)  # nothing is left to do; taking the loaded libraries apart would take a while


class Zygote:
    """Forks children that do one job each, and outlives them all."""

    def __init__(self, line: socket.socket, work: Work) -> None:
        self._line = line
        self._work = work
        self._children: dict[int, int] = {}  # process id -> job id
        self._unread = b""
        self._descriptors: list[int] = []
        self._own: tuple[int, ...] = ()  # descriptors that no child may touch

    def serve(self) -> None:
        """Answer requests until whoever asks is gone."""
        _prctl(_PR_SET_CHILD_SUBREAPER)
        wake, waker = os.pipe()
        os.set_blocking(waker, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        gc.collect()
        gc.freeze()  # a child that collects garbage would copy every page of this process
        self._say({"ready": True})
        with selectors.DefaultSelector() as selector:
            selector.register(self._line, selectors.EVENT_READ)
            selector.register(wake, selectors.EVENT_READ)
            own = getattr(selector, "fileno", None)
            self._own = (wake, waker, *((own(),) if own else ()))
            while True:
                for key, _ in selector.select():
                    if key.fileobj is self._line:
                        if not self._hear():
                            self._end()
                            return
                    else:
                        os.read(wake, 4096)
                        self._reap()

    def _hear(self) -> bool:
        try:
            data, descriptors, _, _ = socket.recv_fds(self._line, 65536, 2)
        except OSError:
            return False
        if not data:
            return False
        self._descriptors.extend(descriptors)
        *lines, self._unread = (self._unread + data).split(b"\n")
        for line in lines:
            request = json.loads(line)
            if "kill" in request:
                self._kill(request["kill"])
            else:
                facts, output, *self._descriptors = self._descriptors
                self._fork(request["start"], Job(**request["job"]), facts, output)
        return True

    def _fork(self, job_id: int, job: Job, facts: int, output: int) -> None:
        child = os.fork()
        if child == 0:
            try:
                os.setsid()
                _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                self._line.close()
                for own in self._own:
                    os.close(own)
                take_output(output)
                os.close(output)
                with os.fdopen(facts, "wb", buffering=0) as channel:
                    run(self._work, job, channel)
            finally:
                os._exit(1)
        os.close(facts)
        os.close(output)
        self._children[child] = job_id

    def _kill(self, job_id: int) -> None:
        for child, job in self._children.items():
            if job == job_id:
                _kill_group(child)

    def _reap(self) -> None:
        while True:
            try:
                child, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if child == 0:
                return
            job_id = self._children.pop(child, None)
            if job_id is not None:
                _kill_group(child)
            self._sweep()  # what was left behind may itself have left something behind
            if job_id is not None:
                self._say({"ended": job_id, "status": os.waitstatus_to_exitcode(status)})

    def _sweep(self) -> None:
        """Kill what a job left behind in other sessions: by now it is our child."""
        for process in _children_of(os.getpid()):
            if process not in self._children:
                _kill_group(process)
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)

    def _end(self) -> None:
        for child in self._children:
            _kill_group(child)
        while self._children:
            child, _ = os.waitpid(-1, 0)
            if self._children.pop(child, None) is not None:
                _kill_group(child)
            self._sweep()
        with contextlib.suppress(ChildProcessError):  # nothing is left
            while True:
                self._sweep()
                os.waitpid(-1, 0)

    def _say(self, message: dict[str, object]) -> None:
        with contextlib.suppress(OSError):  # nobody listens any more; the next read ends us
            self._line.sendall(json.dumps(message).encode() + b"\n")


def _kill_group(leader: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def _children_of(parent: int) -> Iterator[int]:
    """Yield the processes whose parent is `parent` (Linux; nothing elsewhere)."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it ended while we looked
            if int(stat.read_bytes().rpartition(b")")[2].split()[1]) == parent:
                yield int(stat.parent.name)


def _prctl(option: int, value: int = 1) -> None:
    """Ask the Linux kernel for a process attribute; other systems have none of these."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


if __name__ == "__main__":
    main()
