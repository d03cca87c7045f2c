"""A pytest plugin that turns what happens to each test into facts."""

import contextlib
import reprlib
from collections.abc import Collection, Generator, Iterator
from types import TracebackType

import pytest

from ctml_runner.judging.room import Tell

_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = 300
_SHORT.maxlist = _SHORT.maxtuple = _SHORT.maxdict = 20
_MESSAGE = 2000  # characters of an exception's text that are kept
_EXAMPLES = ("Failing test case: ", "Falsifying example: ")  # hypothesis's words, now and before


class Reporter:
    """Tells one fact a test: passed, or failed with all that is known of why.

    Args:
        file: the composed file's absolute path.
        marker_line: lines above it are the learner's.
        tests: the names of the shipped tests; no other is run.
        tell: takes the facts.
    """

    def __init__(self, file: str, marker_line: int, tests: Collection[str], tell: Tell) -> None:
        self._file = file
        self._marker_line = marker_line
        self._tests = tests
        self._tell = tell
        self._compared: tuple[str, str] | None = None
        self._current = ""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the shipped tests; a method of the same name is none of them."""
        items[:] = [
            item
            for item in items
            if _name(item) in self._tests and isinstance(item.parent, pytest.Module)
        ]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Remember which test runs."""
        self._current = _name(item)

    def pytest_assertrepr_compare(self, op: str, left: object, right: object) -> None:
        """Remember both sides of a failed ``==``: got on the left, expected on the right."""
        self._compared = (_text(left), _text(right)) if op == "==" else None

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> pytest.TestReport:
        """Tell how a test's set-up, call or tear-down went."""
        if call.excinfo is not None:
            self._tell({"test": _name(item), "failed": self._describe(call.excinfo.value)})
        elif call.when == "call":
            self._tell({"test": _name(item), "passed": True})
        self._compared = None
        outcome = "passed" if call.excinfo is None else "failed"
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, call.when)  # type: ignore[arg-type]

    def pytest_exception_interact(
        self, node: pytest.Item | pytest.Collector, call: pytest.CallInfo[object]
    ) -> None:
        """Tell what stopped the file from being imported."""
        if isinstance(node, pytest.Collector) and call.excinfo is not None:
            error = call.excinfo.value
            self._tell({"test": "", "failed": self._describe(error.__cause__ or error)})

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(
        self, collector: pytest.Collector
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """Tell that the file ends the program at its top level; pytest would print of it."""
        try:
            return (yield)
        except SystemExit as error:
            self._tell({"test": "", "failed": self._describe(error)})
            return pytest.CollectReport(collector.nodeid, "failed", None, [])

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> bool:
        """Tell what else ended the session.

        Returns:
            True: it is told, and pytest needn't print it.
        """
        self._tell({"test": "", "failed": self._describe(excinfo.value)})
        return True

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Tell that the code interrupts itself; pytest's own way to stop is told already."""
        if not isinstance(excinfo.value, pytest.Session.Interrupted):
            self._tell({"test": self._current, "failed": self._describe(excinfo.value)})

    def _describe(self, error: BaseException) -> dict[str, object]:
        lines = list(_lines_in(self._file, error.__traceback__))
        own = [line for line in lines if line < self._marker_line]
        checks = [line for line in lines if line > self._marker_line]
        got, expected = self._sides(error)
        skipped = isinstance(error, pytest.skip.Exception)
        return {
            "kind": "missing" if skipped else type(error).__name__,
            "message": "it was skipped" if skipped else _message(error),
            "expected": expected,
            "got": got,
            "line": own[-1] if own else _syntax_line(error, self._file),
            "check_line": checks[-1] if checks else None,
            "counterexample": _counterexample(error),
        }

    def _sides(self, error: BaseException) -> tuple[str | None, str | None]:
        got, expected = getattr(error, "got", None), getattr(error, "expected", None)
        if isinstance(got, str) and isinstance(expected, str):
            return got, expected
        if isinstance(error, AssertionError) and self._compared is not None:
            return self._compared
        return None, None


def _name(item: pytest.Item) -> str:
    return str(getattr(item, "originalname", None) or item.name)


def _text(value: object) -> str:
    with contextlib.suppress(Exception):  # a learner's __repr__ may do anything
        return _SHORT.repr(value)
    return f"<{type(value).__name__} whose repr failed>"


def _message(error: BaseException) -> str:
    with contextlib.suppress(Exception):  # a learner's __str__ may do anything
        return str(error)[:_MESSAGE]
    return ""


def _lines_in(file: str, traceback: TracebackType | None) -> Iterator[int]:
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == file:
            yield traceback.tb_lineno
        traceback = traceback.tb_next


def _syntax_line(error: BaseException, file: str) -> int | None:
    return error.lineno if isinstance(error, SyntaxError) and error.filename == file else None


def _counterexample(error: BaseException) -> str:
    """Return the arguments of hypothesis's smallest failing example, on one line."""
    for note in getattr(error, "__notes__", ()):
        if str(note).startswith(_EXAMPLES):
            arguments = str(note).partition("(")[2].rpartition(")")[0]
            return " ".join(arguments.split()).rstrip(",")
    return ""
