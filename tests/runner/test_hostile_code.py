"""Hostile code: each gets one clear answer, never a wrong pass, and leaves nothing running."""

import time
import uuid
from collections.abc import Callable

import pytest

from ctml_runner.judging.process import OUTPUT
from ctml_runner.judging.verdict import Outcome, Verdict

Judged = Callable[..., Verdict]
NAMES = (
    "test_three_words", "test_one_word", "test_no_words", "test_two_spaces", "test_any_words",
)  # fmt: skip

DAEMON = """\
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.setsid()
        time.sleep(60)
"""


def count(body: str, top: str = "") -> str:
    return f"{top}\ndef count_words(sentence: str) -> int:\n    {body}\n"


def failures(verdict: Verdict) -> set[tuple[str, str]]:
    return {(failure.kind, failure.message) for failure in verdict.test_failures}


@pytest.mark.parametrize(
    ("part", "line"),
    [
        (count("while sentence or not sentence: pass"), 3),
        ("import time\ntime.sleep(60)\n", 2),
        (count("time.sleep(60)\n    return 1", "import signal, time\nSAFE = signal.SIG_IGN\n"
               "signal.signal(signal.SIGTERM, SAFE)\nsignal.signal(signal.SIGINT, SAFE)"), 6),
        (count("worker.join()\n    return 1", "import threading, time\nworker = threading.Thread("
               "target=lambda: time.sleep(60))\nworker.start()"), 5),
    ],
    ids=["a loop", "a sleep at the top", "signals ignored", "a thread that is waited for"],
)  # fmt: skip
def test_what_never_ends_is_stopped_and_the_line_is_named(
    forked: Judged, part: str, line: int
) -> None:
    began = time.monotonic()
    verdict = forked(part, limit=0.6)
    assert verdict.outcome is Outcome.TIMED_OUT
    assert verdict.said == f"the code was still running after 0.6 s; it was in line {line}"
    assert verdict.next_step
    assert time.monotonic() - began < 3


def test_a_loop_that_closed_every_descriptor_is_stopped_too(forked: Judged) -> None:
    part = "import os\nos.closerange(0, 1000)\nwhile True:\n    pass\n"
    assert forked(part, limit=0.6).outcome is Outcome.TIMED_OUT


def test_input_meets_its_end(forked: Judged) -> None:
    assert failures(forked(count("return len(input())"))) == {
        ("EOFError", "EOF when reading a line")
    }


@pytest.mark.parametrize(
    "part",
    ["BIG = bytearray(8 * 2**30)\n", count("return int(numpy.ones(2**30).sum())", "import numpy")],
    ids=["bytes", "an array"],
)
def test_eight_gigabytes_are_refused(forked: Judged, part: str) -> None:
    verdict = forked(part)
    assert verdict.outcome is Outcome.FAILED
    assert {kind for kind, _ in failures(verdict)} <= {"MemoryError", "_ArrayMemoryError"}


def test_of_three_hundred_megabytes_of_print_a_little_is_kept(forked: Judged, answer: str) -> None:
    verdict = forked(answer + "\nimport sys\nsys.stdout.write('x' * 300_000_000)\n")
    assert verdict.outcome in {Outcome.PASSED, Outcome.TIMED_OUT}  # a busy machine may be slow
    assert len(verdict.output) < OUTPUT + 100
    assert "bytes more, not kept" in verdict.output


@pytest.mark.parametrize("status", [0, 1, 3])
@pytest.mark.parametrize("where", ["at the top", "in a call"])
def test_a_process_that_ends_itself_has_not_passed(
    forked: Judged, answer: str, status: int, where: str
) -> None:
    end = f"os._exit({status})"
    part = f"{answer}\nimport os\n{end}\n" if where == "at the top" else count(end, "import os")
    verdict = forked(part)
    assert verdict.outcome is Outcome.FAILED
    assert [failure.test for failure in verdict.test_failures] == list(NAMES)
    assert failures(verdict) == {
        ("missing", f"the code ended its own process with exit status {status}")
    }


def test_ending_early_fails_even_without_a_single_test(forked: Judged) -> None:
    verdict = forked("import os\nos._exit(0)\n", checks="# --- checks ---\n")
    assert verdict.outcome is Outcome.FAILED


@pytest.mark.parametrize("end", ["sys.exit(0)", "raise SystemExit", "raise SystemExit(0)"])
@pytest.mark.parametrize("where", ["at the top", "in a call"])
def test_an_exit_is_named_and_pytest_prints_nothing_of_it(
    forked: Judged, answer: str, end: str, where: str
) -> None:
    part = f"{answer}\nimport sys\n{end}\n" if where == "at the top" else count(end, "import sys")
    verdict = forked(part)
    assert verdict.outcome is Outcome.FAILED
    assert {failure.kind for failure in verdict.test_failures} == {"SystemExit"}
    assert verdict.output == ""


def test_a_keyboard_interrupt_of_its_own_is_named(forked: Judged) -> None:
    first, *rest = forked(count("raise KeyboardInterrupt")).test_failures
    assert (first.test, first.kind, first.line) == (NAMES[0], "KeyboardInterrupt", 3)
    assert [failure.kind for failure in rest] == ["missing"] * (len(NAMES) - 1)


@pytest.mark.parametrize(
    "body",
    ["return 1 + count_words(sentence)", "return int(sorted([Deep(), Deep()]) == [])"],
    ids=["in Python", "in C"],
)
def test_recursion_without_a_limit_ends(forked: Judged, body: str) -> None:
    top = (
        "import sys\nsys.setrecursionlimit(10**9)\nclass Deep:\n"
        "    def __lt__(self, other: object) -> bool:\n"
        "        return sorted([Deep(), Deep()]) == []"
    )
    verdict = forked(count(body, top), limit=1.5)
    assert verdict.outcome in {Outcome.FAILED, Outcome.TIMED_OUT}


def test_a_broken_off_python_says_what_usually_does_it(forked: Judged) -> None:
    part = "import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n"
    assert failures(forked(part)) == {
        ("missing", "Python itself broke off (SIGSEGV), as it does when calls nest too deep")
    }


def test_what_kills_the_type_checker_is_no_fault_and_the_next_save_is_judged(
    forked: Judged, answer: str
) -> None:
    verdict = forked(count("return " + "1+" * 20_000 + "1"))
    assert verdict.outcome is Outcome.CRASHED
    assert verdict.said.startswith("the type checker died on this file")
    assert verdict.test_failures == ()
    assert verdict.output == ""
    assert forked(answer).passed


@pytest.mark.parametrize(
    "part",
    [
        "import os, time\nif os.fork() == 0:\n    time.sleep(60)\n",
        DAEMON + "    os._exit(0)\n",
        DAEMON + "    time.sleep(60)\n",
        "import subprocess\nsubprocess.Popen(['sleep', '60'])\n",
        "import threading, time\nthreading.Thread(target=lambda: time.sleep(60)).start()\n",
    ],
    ids=["a child", "a daemon", "a chain", "a program", "a thread"],
)
@pytest.mark.parametrize("way", ["forked", "spared"])
def test_nothing_that_was_started_stays(
    request: pytest.FixtureRequest, gone: Callable[..., bool], way: str, part: str
) -> None:
    judged: Judged = request.getfixturevalue(way)
    answer: str = request.getfixturevalue("answer")
    mark = f"ctml-left-{uuid.uuid4()}"
    rename = f"with open('/proc/self/comm', 'w') as name:\n    name.write('{mark[-12:]}')\n"
    note = f"import os\nos.environ['MARK'] = '{mark}'\n"
    verdict = judged(f"{answer}\n{note}{rename}{part}")
    assert verdict.outcome is Outcome.PASSED
    assert gone(mark, mark[-12:])


@pytest.mark.parametrize(
    "part",
    [
        "import sys\nsys.stdout.close()\nsys.stderr.close()\n",
        "import io, sys\nsys.stdout = io.StringIO()\n",
        "import os\nos.close(1)\nos.close(2)\n",
        (
            "import os\nfor n in range(60):\n    try:\n        os.write(n, b'{\"test\": 5}\\n{x')\n"
            "    except OSError:\n        pass\n"
        ),
        (
            "import os\nfor n in range(60):\n    try:\n        os.set_blocking(n, False)\n"
            "        os.read(n, 100)\n    except OSError:\n        pass\n"
        ),
    ],
    ids=["closed", "replaced", "closed below", "written to blindly", "read blindly"],
)
def test_what_happens_to_its_streams_changes_no_verdict(
    forked: Judged, answer: str, part: str
) -> None:
    assert forked(f"{answer}\n{part}").passed
    assert forked(count("return 7", part)).outcome is Outcome.FAILED
    assert forked(answer).passed


def test_closing_every_descriptor_is_no_pass(forked: Judged, answer: str) -> None:
    verdict = forked(f"{answer}\nimport os\nos.closerange(0, 1000)\n")
    assert verdict.outcome is Outcome.FAILED
    assert {failure.kind for failure in verdict.test_failures} == {"missing"}
