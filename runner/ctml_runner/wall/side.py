"""The trusted process, seen from outside: it is warm, it is watched, and it can be ended."""

import os
import sys
from collections.abc import Sequence

import msgspec

from ctml_runner.errors import AuthorError, ToolError
from ctml_runner.judging.launching import environment
from ctml_runner.judging.verdict import Outcome
from ctml_runner.wall.job import Job, Told
from ctml_runner.wall.launched import Hushed, Launched, Silent
from ctml_runner.wall.limits import ATTEMPTS, MESSAGE
from ctml_runner.wall.room import PART
from ctml_runner.wall.sandbox.box import Box
from ctml_runner.wall.verdict import WallTest, WallVerdict

_WARM = 120.0  # seconds that it may take to be warm, on a busy machine
_SLACK = 60.0  # seconds beside a part's own: to collect the checks, to start a box anew
_HANGS = "the checks did not come back from it in time"
_CRASHES = "the process that runs the checks ended over it, twice"


class _Gone(Exception):  # noqa: N818  # what happened to the process
    """The trusted process is gone, or was kept too long; the text is for the verdict."""


class Side:
    """One trusted process, started when it is first needed, and anew when it was lost.

    Args:
        box: what its workers are confined to; None for answers that are trusted.
    """

    def __init__(self, box: Box | None) -> None:
        self._box = box
        self._process: _Process | None = None
        self._closed = False

    def judge(self, job: Job) -> tuple[WallVerdict, ...]:
        """Return a verdict for each part; a part that takes the process with it costs no other.

        Raises:
            ToolError: no process, or no box, can be started.
            AuthorError: the checks can't cross a wall.
        """
        verdicts: list[WallVerdict] = []
        failed = 0
        while len(verdicts) < len(job.parts):
            known = len(verdicts)
            try:
                self._run(msgspec.structs.replace(job, parts=job.parts[known:]), verdicts)
            except _Gone as error:
                self._end_process()
                failed = failed + 1 if len(verdicts) == known else 1
                if failed == ATTEMPTS:
                    verdicts.append(_given_up(job, str(error)))
                    failed = 0
        return tuple(verdicts)

    def close(self) -> None:
        """End the process for good, and its box with it, also while another thread waits for it."""
        self._closed = True
        self._end_process()

    def _end_process(self) -> None:
        if self._process is not None:
            self._process.close()
            self._process = None

    def _run(self, job: Job, verdicts: list[WallVerdict]) -> None:
        """Hand a job over; note each verdict as it comes."""
        process = self._started()
        process.send(job)
        while True:
            told = process.hear(PART * job.limits.seconds + _SLACK)
            if told.verdict is not None:
                verdicts.append(told.verdict)
            elif told.over:
                return
            elif told.no_box is not None:
                raise ToolError(told.no_box[0], next_step=told.no_box[1])
            elif told.lost:
                raise _Gone(_CRASHES)
            else:
                raise AuthorError(
                    f"the checks of {job.checks.module[2:]} can't cross the wall:"
                    f" {told.cannot_cross}",
                    next_step="ctml dev check",
                )

    def _started(self) -> "_Process":
        """Return the process; start it, unless whoever opened the wall has closed it meanwhile."""
        if self._process is None and not self._closed:
            self._process = _Process(self._box)
        process = self._process
        if process is None or self._closed:
            self._end_process()
            raise ToolError("grading was ended", next_step="ctml cohort grade   (goes on)")
        return process


class _Process:
    """A trusted process and the socket to it."""

    def __init__(self, box: Box | None) -> None:
        if not hasattr(os, "fork"):
            raise ToolError(
                "a wall needs a system whose processes fork, and this one's don't",
                next_step="use Linux or macOS: a container, a virtual machine, or WSL",
            )
        levels = [str(int(level)) for level in (box.level, box.inner)] if box else []
        program = [sys.executable, "-P", "-m", "ctml_runner.wall.trusted"]
        self._launched = Launched(
            "the process that runs the checks",
            lambda folder: [*program, str(folder), *levels],
            environment() | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        )
        self._launched.wait_ready(_WARM)

    def send(self, job: Job) -> None:
        """Hand a job over."""
        self._launched.line.settimeout(_SLACK)
        try:
            self._launched.line.sendall(msgspec.json.encode(job) + b"\n")
        except OSError as error:
            raise _Gone(_CRASHES) from error

    def hear(self, seconds: float) -> Told:
        """Return the next line, if it comes in time."""
        try:
            return msgspec.json.decode(self._launched.next_line(seconds, MESSAGE), type=Told)
        except Silent as error:
            raise _Gone(_HANGS) from error
        except Hushed as error:
            raise _Gone(_CRASHES) from error

    def close(self) -> None:
        """End the process; its boxes end with it."""
        self._launched.close()


def _given_up(job: Job, why: str) -> WallVerdict:
    tests: Sequence[WallTest] = [
        WallTest(name, passed=False, kind="missing") for name in job.checks.tests
    ]
    outcome = Outcome.TIMED_OUT if why == _HANGS else Outcome.CRASHED
    return WallVerdict(outcome, tuple(tests), why)
