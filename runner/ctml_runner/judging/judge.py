"""The judge: types and tests of one save, side by side."""

import contextlib
import importlib.metadata
import re
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from ctml_runner.course.compose import Composed, NotComposed, compose
from ctml_runner.course.exercise import Exercise
from ctml_runner.errors import ToolError
from ctml_runner.judging.findings import Broken, read_tests, read_types, stuck_line
from ctml_runner.judging.process import Ended, How, Running
from ctml_runner.judging.room import Job
from ctml_runner.judging.verdict import Outcome, TestFailure, Types, Verdict
from ctml_runner.judging.warm import Warm

_CRASHED = "write it more simply and save again; nothing else is broken, your progress is safe"
_LOST = "save again; it is started anew"


class Cancelled(Exception):  # noqa: N818  # nothing went wrong; a newer save came
    """The judgement was cancelled: it has no verdict."""


class Token:
    """Lets another thread cancel a judgement; its processes are then killed at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: list[Running] = []
        self.cancelled = False

    def cancel(self) -> None:
        """End the judgement that carries this token."""
        with self._lock:
            self.cancelled = True
            for running in self._running:
                running.kill()

    def hold(self, running: Running) -> Running:
        """Let `running` be killed by `cancel`, at once if that has happened already."""
        with self._lock:
            self._running.append(running)
            if self.cancelled:
                running.kill()
        return running


class Judge:
    """Judges saves with two warm processes.

    Args:
        types: the warm type checker.
        tests: the warm test runner.
        build: the folder of composed modules; nothing else may stand in it.
    """

    def __init__(self, types: Warm, tests: Warm, build: Path) -> None:
        self._types = types
        self._tests = tests
        self._build = build

    def judge(
        self,
        exercise: Exercise,
        data: bytes,
        *,
        on_types: Callable[[Types], None] = lambda _: None,
        token: Token | None = None,
    ) -> Verdict:
        """Judge the bytes of a saved file.

        Args:
            exercise: what the file is an exercise of.
            data: the file as saved.
            on_types: called from another thread, as soon as the type checker has answered.
            token: lets another thread cancel.

        Raises:
            Cancelled: the token was cancelled.
            ToolError: a warm process can't be started.
        """
        began = time.perf_counter()
        composed = compose(exercise, data)
        if isinstance(composed, NotComposed):
            return _not_run(exercise, composed.digest, composed.why, composed.next_step)
        if need := _unmet(exercise):
            return _not_run(
                exercise, composed.digest, f"this exercise needs {need}", f"pip install {need}"
            )
        return self.judge_composed(composed, began=began, on_types=on_types, token=token)

    def judge_composed(
        self,
        composed: Composed,
        *,
        began: float | None = None,
        on_types: Callable[[Types], None] = lambda _: None,
        token: Token | None = None,
    ) -> Verdict:
        """Judge what is composed already; see `judge`."""
        began = time.perf_counter() if began is None else began
        token = token or Token()
        exercise = composed.exercise
        file = f"{exercise.module}.py"
        self._write(file, composed.text)
        tests = tuple(name for name, _ in composed.checks.tests)
        job = Job(file, composed.marker_line, tests, exercise.limit)
        types_run = token.hold(self._types.start(job))
        try:
            tests_run = token.hold(self._tests.start(job))
        except ToolError:
            types_run.kill()
            raise
        found: list[Types | Broken] = []

        def wait_for_types() -> None:
            ended = _finish(self._types, job, types_run, token)
            found.append(read_types(composed, ended, time.perf_counter() - began))
            if isinstance(found[0], Types) and not token.cancelled:
                on_types(found[0])

        waiting = threading.Thread(target=wait_for_types)
        waiting.start()
        ended = _finish(self._tests, job, tests_run, token)
        waiting.join()
        if token.cancelled:
            raise Cancelled
        return _verdict(composed, found[0], ended, time.perf_counter() - began)

    def _write(self, file: str, text: str) -> None:
        try:
            (self._build / file).write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise ToolError(
                f"the composed exercise can't be written: {error.strerror}",
                where=self._build,
                next_step="make room on the disk, or start ctml again if the folder is gone",
            ) from error


def _finish(warm: Warm, job: Job, running: Running, token: Token) -> Ended:
    """Wait for a job's end; one handed over just as its warm process died is started anew."""
    ended = running.wait(job.seconds)
    if ended.how is How.LOST and not ended.facts:
        with contextlib.suppress(Cancelled, ToolError):
            return token.hold(warm.start(job)).wait(job.seconds)
    return ended


def _not_run(exercise: Exercise, digest: str, why: str, next_step: str) -> Verdict:
    return Verdict(
        exercise.slug, Outcome.NOT_RUN, said=why, next_step=next_step, file_digest=digest
    )


def _unmet(exercise: Exercise) -> str:
    """Return the first distribution that `exercise` needs and that isn't installed, or nothing."""
    for need in exercise.needs:
        try:
            importlib.metadata.version(re.split(r"[<>=!~ ]", need, maxsplit=1)[0])
        except importlib.metadata.PackageNotFoundError:
            return need
    return ""


def _verdict(composed: Composed, types: Types | Broken, ended: Ended, seconds: float) -> Verdict:
    known = types if isinstance(types, Types) else Types()
    parsed = not any(fault.code == "syntax" for fault in known.faults)
    failures: Sequence[TestFailure] = ()
    if parsed and ended.how in _ran(types):
        failures = read_tests(composed, ended)
    outcome, said, next_step = _outcome(composed, types, ended, failures)
    if composed.checks_edited and not said:
        said = "the checks below the marker were edited; they are not used, the shipped ones are"
    return Verdict(
        exercise=composed.exercise.slug,
        outcome=outcome,
        type_errors=known.faults,
        refusals_missing=known.refusals_missing,
        test_failures=tuple(failures),
        escapes=known.escapes,
        output=_output(ended),
        said=said,
        next_step=next_step,
        file_digest=composed.digest,
        seconds=seconds,
    )


def _ran(types: Types | Broken) -> set[How]:
    """Return the ends of a test run that say something of the tests themselves.

    What kills the type checker may kill the test runner as well, before any test.
    """
    return {How.DONE, How.DIED} if isinstance(types, Types) else {How.DONE}


def _outcome(
    composed: Composed, types: Types | Broken, ended: Ended, failures: Sequence[TestFailure]
) -> tuple[Outcome, str, str]:
    """Return the outcome, and what to say and to do where no failure shows it."""
    limit = f"{composed.exercise.limit:g} s"
    if isinstance(types, Broken):
        if types.how is How.TIME:
            said = f"the type checker was still at work after {limit}"
            return Outcome.TIMED_OUT, said, "write it more simply and save again"
        if types.how is How.LOST:
            return Outcome.CRASHED, "the type checker's process was lost", _LOST
        said = f"the type checker died on this file ({_status(types.status)})"
        return Outcome.CRASHED, said, _CRASHED
    if ended.how is How.LOST:
        return Outcome.CRASHED, "the test runner's process was lost", _LOST
    if ended.how is How.TIME:
        line = stuck_line(composed, ended)
        where = f"; it was in line {line}" if line else ""
        said = f"the code was still running after {limit}{where}"
        return Outcome.TIMED_OUT, said, "look for a loop or a recursion that never ends"
    if types.escapes:
        return Outcome.ESCAPED, "", ""
    if types.faults or types.refusals_missing or failures:
        return Outcome.FAILED, "", ""
    return Outcome.PASSED, "", ""


def _status(status: int | None) -> str:
    if status is None:
        return "no exit status"
    return f"signal {-status}" if status < 0 else f"exit status {status}"


def _output(ended: Ended) -> str:
    more = f"\n… and {ended.cut:,} bytes more, not kept" if ended.cut else ""
    return ended.output + more
