"""The judge: a pytest plugin that runs one exercise's tests for many parts in one session.

pytest collects the checks once, before any part is there. Then each part has a worker of its own,
and the names that the checks take from it are bound to what that worker states.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType

import pytest

from ctml_runner.errors import CtmlError
from ctml_runner.judging.verdict import Outcome
from ctml_runner.wall.job import Job, Told
from ctml_runner.wall.met import met
from ctml_runner.wall.replay import Law, NotReplayed, Replay, draw
from ctml_runner.wall.room import Breach, Room
from ctml_runner.wall.verdict import WallTest, WallVerdict
from ctml_runner.wall.workers import Lost, Workers

_MISSING = "missing"
_BREACH = "breach"


class Judge:
    """Runs the tests of one exercise for one part after another.

    Args:
        job: the exercise's checks and the parts.
        workers: where each part's worker comes from.
        tell: takes each verdict as soon as it is known.

    Attributes:
        end: how the job ended, once the session is over.
    """

    def __init__(self, job: Job, workers: Workers, tell: Callable[[WallVerdict], None]) -> None:
        self.end = Told(cannot_cross="pytest ended before any test")
        self._job = job
        self._workers = workers
        self._tell = tell
        self._replays: Mapping[str, Replay] = {}

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note why the checks could not be read."""
        if report.failed:
            said = str(report.longrepr).strip().splitlines()[-1]
            self.end = Told(cannot_cross=said.removeprefix("E").strip())

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Judge every part.

        Returns:
            True: pytest's own loop has nothing left to do.
        """
        functions = [one for one in session.items if isinstance(one, pytest.Function)]
        items = {one.name: one for one in functions if isinstance(one.parent, pytest.Module)}
        if items.keys() >= set(self._job.checks.tests):
            self.end = self._run([items[name] for name in self._job.checks.tests])
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool | None:
        """Run a law with the inputs that were drawn.

        Returns:
            True if it was a law; pytest runs every other test.
        """
        replay = self._replays.get(pyfuncitem.name)
        if replay is None:
            return None
        replay.run()
        return True

    def _run(self, tests: Sequence[pytest.Function]) -> Told:
        """Judge every part; return how that ended."""
        try:
            self._replays = self._drawn(tests)
            for part in self._job.parts:
                self._tell(self._judge(part, tests))
        except NotReplayed as error:
            return Told(cannot_cross=str(error))
        except Lost:
            return Told(lost=True)
        except CtmlError as error:
            return Told(no_box=(error.what, error.next_step))
        return Told(over=True)

    def _drawn(self, tests: Sequence[pytest.Function]) -> Mapping[str, Replay]:
        return {
            test.name: draw(test.obj, test.name, self._job.seed)
            for test in tests
            if isinstance(test.obj, Law)
        }

    def _judge(self, part: str, tests: Sequence[pytest.Function]) -> WallVerdict:
        began = time.monotonic()
        room = Room(self._workers.new(self._job.limits), self._job.limits)
        try:
            marks, facts = self._marks(room, part, tests)
            room.leave()
        finally:
            self._workers.end()
        room.hear_the_end()
        return _verdict(room, marks, facts, time.monotonic() - began)

    def _marks(
        self, room: Room, part: str, tests: Sequence[pytest.Function]
    ) -> tuple[tuple[WallTest, ...], tuple[str, ...]]:
        """Run the tests; return a mark for each, and what their failures show."""
        try:
            found = room.load(self._job.checks.module, part, self._job.checks.names)
        except (Breach, Exception) as error:  # noqa: BLE001  # the part is no module
            missing = (WallTest(test.name, passed=False, kind=_MISSING) for test in tests)
            return tuple(missing), self._met(room, "", error, tests[0])
        _bind(tests[0].module, self._job.checks.names, found)
        marks: list[WallTest] = []
        facts: list[str] = []
        for test in tests:
            mark, ended = _mark(room, test)
            marks.append(mark)
            facts += self._met(room, test.name, ended, test)
        return tuple(marks), tuple(facts)

    def _met(
        self, room: Room, name: str, error: BaseException | None, test: pytest.Function
    ) -> tuple[str, ...]:
        """Return what a failure shows; nothing, if the room is broken or nobody asks."""
        if error is None or not (room.holds() and self._job.known):
            return ()
        law = name in self._replays
        return met(name, error, str(test.module.__file__), law=law, known=self._job.known)


def _bind(module: ModuleType, names: Sequence[str], found: Mapping[str, object]) -> None:
    """Let the checks find the part's names; what it doesn't define is a NameError, as ever."""
    for name in names:
        vars(module).pop(name, None)
    vars(module).update(found)


def _mark(room: Room, test: pytest.Function) -> tuple[WallTest, BaseException | None]:
    """Run one test; only one that ran to its end in an unbroken room has passed."""
    if not room.holds():
        return WallTest(test.name, passed=False, kind=_MISSING), None
    room.begin_test()
    call = pytest.CallInfo.from_call(test.runtest, when="call")
    if not room.holds():
        return WallTest(test.name, passed=False, kind=_BREACH), None
    if call.excinfo is None:
        return WallTest(test.name, passed=True), None
    error = call.excinfo.value
    return WallTest(test.name, passed=False, kind=type(error).__name__), error


def _verdict(
    room: Room, marks: tuple[WallTest, ...], facts: tuple[str, ...], seconds: float
) -> WallVerdict:
    if room.late:
        outcome = Outcome.TIMED_OUT
    elif marks and room.holds() and all(mark.passed for mark in marks):
        outcome = Outcome.PASSED
    else:
        outcome = Outcome.FAILED
    return WallVerdict(outcome, marks, room.broken, seconds, facts)
