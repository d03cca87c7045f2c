"""The test runner, warm: pytest with hypothesis, numpy and the core imported once."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import hypothesis
import pytest
from hypothesis import Phase

from ctml_runner.judging.parsing import Unparsable, parse, part_of
from ctml_runner.judging.reports import Reporter
from ctml_runner.judging.room import Job, Tell

_OFF = (
    "cacheprovider", "capture", "doctest", "faulthandler", "junitxml", "logging", "pastebin",
    "setuponly", "stepwise", "terminal", "threadexception", "unraisableexception",
)  # fmt: skip

_FIRST = '''"""One plain test and one law, so that the first save needn't wait for imports."""
import numpy
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import ctml
import ctml.category
import ctml.checks
import ctml.optim
import ctml.pipeline


def test_plain() -> None:
    assert [1] == [1]


@given(st.integers(), st.lists(st.floats(0, 1)), hnp.arrays(numpy.float64, 3))
def test_law(x: int, xs: list[float], a: object) -> None:
    assert float(x) == float(x)
'''

_FIRST_TESTS = ("test_plain", "test_law")


def use_profile() -> None:
    """Load the one profile of every law: repeatable, without a database or a deadline."""
    hypothesis.settings.register_profile(
        "ctml",
        max_examples=25,
        derandomize=True,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile("ctml")


class Testrunner:
    """pytest after a first session; `work` may be called once, in a process of its own."""

    __test__ = False

    def __init__(self, folder: str) -> None:
        os.chdir(folder)
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        sys.dont_write_bytecode = True
        self._folder = folder
        use_profile()
        first = Path(folder) / f"first_session_{os.getpid()}.py"  # two may warm up at once
        first.write_text(_FIRST, encoding="utf-8")
        facts: list[Mapping[str, object]] = []
        self._session(first.name, Reporter(str(first), 0, _FIRST_TESTS, facts.append))
        first.unlink(missing_ok=True)
        if facts != [{"test": name, "passed": True} for name in _FIRST_TESTS]:
            raise RuntimeError(f"pytest's first session went wrong: {facts}")

    def work(self, job: Job, tell: Tell) -> None:
        """Run the tests of one composed file; tell a fact for each, none if it can't parse."""
        if isinstance(parse(part_of(job)), Unparsable):
            return
        file = str(Path(self._folder) / job.file)
        self._session(job.file, Reporter(file, job.marker_line, job.tests, tell))

    def _session(self, file: str, reporter: Reporter) -> None:
        off = [word for name in _OFF for word in ("-p", f"no:{name}")]
        fixed = [
            "-c",
            os.devnull,
            f"--rootdir={self._folder}",
            "--noconftest",
            "--import-mode=importlib",
        ]
        pytest.main([*off, *fixed, file], plugins=[reporter])
