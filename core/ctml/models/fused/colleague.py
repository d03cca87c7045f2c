"""Colleagues: workers as the engine sees them, right here or in a process of their own."""

import os
import subprocess
import sys
import tempfile
from typing import IO, Protocol

from ctml.errors import LostWorkerError
from ctml.models.fused.orders import Order
from ctml.models.fused.rows import SharedTable
from ctml.models.fused.share import Job, Share
from ctml.models.fused.worker import received, send

BLAS = ("OPENBLAS_NUM", "OMP_NUM", "MKL_NUM", "BLIS_NUM", "VECLIB_MAXIMUM")
ONE_THREAD = {f"{library}_THREADS": "1" for library in BLAS}
"""What tells the BLAS to use one thread; it is read once, when numpy is loaded."""

_BEGIN = "import sys; sys.path[:] = sys.argv[1:]; from ctml.models.fused.worker import main; main()"
"""A worker finds its modules where this process does, and does not run the main program again."""

_SECONDS_TO_END = 5.0


class Colleague(Protocol):
    """One worker. What it is told to begin has to be asked for before it is told more."""

    def begin(self, order: Order) -> None:
        """Tell it what to do.

        Args:
            order: the next thing.

        Raises:
            LostWorkerError: it is gone.
        """
        ...

    def answer(self) -> float:
        """Wait until it is done, and return what it answers.

        Raises:
            LostWorkerError: it is gone.
        """
        ...

    def close(self) -> None:
        """Let it end."""
        ...


class Here:
    """A worker in this very process."""

    def __init__(self, share: Share) -> None:
        """Take the share that it does.

        Args:
            share: all of it, as there is nobody else.
        """
        self._share, self._answer = share, 0.0

    def begin(self, order: Order) -> None:
        """Do it at once."""
        self._answer = self._share.carry_out(order)

    def answer(self) -> float:
        """Return what came out."""
        return self._answer

    def close(self) -> None:
        """Do nothing."""


class Elsewhere:
    """A worker in a process of its own, reached by two pipes."""

    def __init__(self, job: Job, table: SharedTable) -> None:
        """Start it; it is ready as soon as it gives its first answer.

        Args:
            job: its share.
            table: the memory that it shares.
        """
        self._place = job.place + 1
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
            [sys.executable, "-c", _BEGIN, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env=os.environ | ONE_THREAD,
            start_new_session=True,
        )
        self._tell(job)
        self._tell(table)

    @property
    def process_id(self) -> int:
        """The number by which the system knows it."""
        return self._process.pid

    def begin(self, order: Order) -> None:
        """Send it the order.

        Raises:
            LostWorkerError: it is gone.
        """
        self._tell(order)

    def answer(self) -> float:
        """Wait for its answer.

        Raises:
            LostWorkerError: it is gone.
        """
        source = self._process.stdout
        message = received(source) if source else None
        if not isinstance(message, float):
            raise self._lost()
        return message

    def close(self) -> None:
        """End its input, and with it the process; if that does not help, end the process."""
        self._end_input()
        try:
            self._process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
        self._said.close()

    def _tell(self, message: object) -> None:
        try:
            if self._process.stdin:
                send(self._process.stdin, message)
        except OSError as error:
            raise self._lost() from error

    def _end_input(self) -> None:
        try:
            if self._process.stdin:
                self._process.stdin.close()
        except OSError:  # what was still to be sent has nobody to read it
            return

    def _lost(self) -> LostWorkerError:
        try:
            code = self._process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            return LostWorkerError(self._place, "it runs, but does not answer")
        return LostWorkerError(self._place, _ending(code, self._last_line()))

    def _last_line(self) -> str:
        self._said.seek(0)
        lines = self._said.read().decode(errors="replace").split("\n")
        return next((line for line in reversed(lines) if line.strip()), "")


def _ending(code: int, said: str) -> str:
    if code < 0:
        return f"ended by signal {-code}"
    return f"ended with code {code}: {said}" if said else f"ended with code {code}"
