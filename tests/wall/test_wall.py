"""The wall as a whole: one verdict a part, whoever else is judged, whatever breaks."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from symtable import symtable

import pytest
from tests.wall.attacked import CHECKS, HONEST, exercise

from ctml_runner.authoring.sources import Course, read_course
from ctml_runner.course.locate import checkout_root
from ctml_runner.errors import AuthorError, ToolError
from ctml_runner.judging.verdict import Outcome
from ctml_runner.wall import side
from ctml_runner.wall.checks import wall_off
from ctml_runner.wall.limits import PartLimits
from ctml_runner.wall.opening import Wall, open_wall
from ctml_runner.wall.sandbox import Box
from ctml_runner.wall.verdict import WallTest

LIMITS = PartLimits()
ANSWER = "def answer(n): return n + 1\n"
PLAIN = "# --- checks ---\nfrom ctml.checks import agree\n"
LAW = PLAIN + "from hypothesis import given\nfrom hypothesis import strategies as st\n"


@pytest.fixture(scope="module")
def course() -> Course:
    return read_course(checkout_root())


@pytest.fixture(scope="module")
def unboxed() -> Iterator[Wall]:
    with open_wall(None) as wall:
        yield wall


def test_every_solution_of_the_course_passes_in_the_box_and_no_start_that_fails_does(
    wall: Wall, course: Course
) -> None:
    for entry in course.entries:
        solution, start = wall.judge(
            entry.exercise, [entry.solution.part, entry.exercise.start], 1, LIMITS
        )
        assert solution.passed, (entry.exercise.slug, solution)
        assert solution.breach == start.breach == ""
        tests = tuple(test.name for test in start.tests)
        assert tests == wall_off(entry.exercise).tests


def test_names_are_taken_from_the_part_and_nothing_else(course: Course) -> None:
    for entry in course.entries:
        defined = symtable(entry.solution.part, "solution", "exec")
        for name in wall_off(entry.exercise).names:
            assert defined.lookup(name).is_assigned(), (entry.exercise.slug, name)
    assert wall_off(exercise()).names == (
        "Pair", "double", "even", "half", "mapped", "one", "scaled", "table",
    )  # fmt: skip


def test_verdicts_come_in_order_and_say_which_test_failed_and_how(unboxed: Wall) -> None:
    checks = PLAIN + (
        "def test_a(): agree(answer(1), 2)\n"
        "def test_b(): agree(answer(2), 3)\n"
        "def test_c(): agree(other(2), 3)\n"
    )
    parts = [ANSWER + "other = answer", ANSWER, "def answer(n): return [2][n]", "1 +", "1 / 0"]
    verdicts = unboxed.judge(exercise(checks), parts, 0, LIMITS)
    passed = WallTest("test_a", passed=True), WallTest("test_b", passed=True)
    assert verdicts[0].tests == (*passed, WallTest("test_c", passed=True))
    assert verdicts[1].tests == (*passed, WallTest("test_c", passed=False, kind="NameError"))
    assert [test.kind for test in verdicts[2].tests] == ["IndexError", "IndexError", "NameError"]
    for verdict in verdicts[3:]:
        assert {test.kind for test in verdict.tests} == {"missing"}
        assert verdict.outcome is Outcome.FAILED
        assert verdict.breach == ""


def test_a_part_may_ask_for_the_name_of_its_file(unboxed: Wall) -> None:
    named = "from pathlib import Path\nNAME = Path(__file__).name\ndef answer(): return NAME\n"
    checks = PLAIN + "def test_a(): agree(answer(), 'e_attacked.py')\n"
    [verdict] = unboxed.judge(exercise(checks), [named], 0, LIMITS)
    assert verdict.passed, verdict


def test_no_parts_no_verdicts(unboxed: Wall) -> None:
    assert unboxed.judge(exercise(), [], 0, LIMITS) == ()


def test_a_law_s_inputs_are_those_of_the_seed_and_the_same_for_each_part(unboxed: Wall) -> None:
    law = LAW + "@given(st.integers(0, 10**6))\ndef test_law(n): agree(noted(n), n)\n"
    by_heart = "seen = {}\ndef noted(n):\n    if n % {of} == 0: return None\n    return n\n"
    parts = [by_heart.replace("{of}", str(of)) for of in (7, 7, 10**7, 7)]

    def outcomes(seed: int) -> list[bool]:
        return [one.passed for one in unboxed.judge(exercise(law), parts, seed, LIMITS)]

    assert outcomes(1) == outcomes(1)
    found = outcomes(2)
    assert found[0] == found[1] == found[3]


def test_a_part_can_t_choose_the_inputs_of_a_law(unboxed: Wall) -> None:
    law = LAW.replace("import given", "import assume, given") + (
        "@given(st.integers(0, 9))\n"
        "def test_law(n):\n    assume(fits(n))\n    agree(answer(n), n + 1)\n"
    )
    parts = ["def fits(n): return False\ndef answer(n): return 0\n"]
    [verdict] = unboxed.judge(exercise(law), parts, 0, LIMITS)
    assert verdict.tests == (WallTest("test_law", passed=False, kind="UnsatisfiedAssumption"),)


@pytest.mark.parametrize(
    ("checks", "why"),
    [
        (PLAIN + "ONE = answer(1)\ndef test_a(): agree(ONE, 2)\n", "name 'answer' is not defined"),
        (LAW + "@given(st.data())\ndef test_a(data): agree(answer(data.draw(st.just(1))), 2)\n",
         "test_a: it draws while it runs"),
        (LAW + "@given(st.nothing())\ndef test_a(n): agree(answer(n), 2)\n",
         "test_a: its inputs can't be drawn"),
    ],
)  # fmt: skip
def test_checks_that_can_t_cross_are_the_author_s_fault(
    unboxed: Wall, checks: str, why: str
) -> None:
    with pytest.raises(AuthorError, match="the checks of attacked can't cross the wall") as caught:
        unboxed.judge(exercise(checks), [ANSWER], 0, LIMITS)
    assert why in str(caught.value)
    [verdict] = unboxed.judge(exercise(PLAIN + "def test_a(): agree(answer(1), 2)\n"),
                              [ANSWER], 0, LIMITS)  # fmt: skip
    assert verdict.passed


def test_two_threads_at_once_have_a_process_each(box: Box) -> None:
    found: dict[int, list[bool]] = {}

    def judge(wall: Wall, seed: int) -> None:
        parts = [HONEST, "one = 1"] * 5
        found[seed] = [one.passed for one in wall.judge(exercise(), parts, seed, LIMITS)]

    with open_wall(box, at_once=2) as wall:
        threads = [threading.Thread(target=judge, args=(wall, seed)) for seed in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == dict.fromkeys(range(3), [True, False] * 5)


def test_a_part_that_keeps_the_checks_busy_costs_no_other_part(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(side, "_SLACK", 4.0)
    checks = PLAIN + (
        "def busy(n):\n    while n > 9:\n        pass\n    return n\n"
        "def test_a(): agree(kept(busy, 1), 1)\n"
    )
    honest = "def kept(f, n): return f(n)\n"
    with open_wall(None) as wall:
        found = wall.judge(
            exercise(checks, limit=0.3),
            [honest, "def kept(f, n): return f(10)\n", honest],
            0,
            PartLimits(seconds=0.3),
        )
    assert [one.outcome for one in found] == [Outcome.PASSED, Outcome.TIMED_OUT, Outcome.PASSED]
    assert found[1].breach == "the checks did not come back from it in time"


def test_a_trusted_process_that_is_killed_is_started_anew() -> None:
    before = _below(os.getpid())
    with open_wall(None) as wall:
        judged = [wall.judge(exercise(), [HONEST], 0, LIMITS)]
        [trusted] = [one for one in _below(os.getpid()) - before if _parent(one) == os.getpid()]
        os.kill(trusted, signal.SIGKILL)
        judged.append(wall.judge(exercise(), [HONEST], 0, LIMITS))
    assert [verdict.passed for [verdict] in judged] == [True, True]


def test_a_part_can_t_close_its_folder_to_the_next(unboxed: Wall) -> None:
    closing = HONEST + "\nimport os\nos.chmod('.', 0o500)\n"
    looking = HONEST + "\nimport os\ndef one(): return os.stat('.').st_mode & 0o777\n"
    checks = CHECKS.replace("agree(one(), 1)", "agree(one(), 0o777)")
    _, after = unboxed.judge(exercise(checks), [closing, looking], 0, LIMITS)
    assert after.passed


@pytest.mark.parametrize("boxed", [True, False])
def test_nothing_is_left_when_the_wall_is_closed(box: Box, boxed: bool) -> None:
    before = _below(os.getpid())
    daemon = HONEST + "\nimport os, time\nif os.fork() == 0:\n    time.sleep(60)\n"
    with open_wall(box if boxed else None) as wall:
        wall.judge(exercise(), [HONEST, daemon], 0, LIMITS)
        mine = _below(os.getpid()) - before
    assert len(mine) >= 2
    until = time.monotonic() + 5
    while any(Path(f"/proc/{one}").exists() for one in mine) and time.monotonic() < until:
        time.sleep(0.02)
    assert not [one for one in mine if Path(f"/proc/{one}").exists()]


@pytest.mark.parametrize(
    ("program", "why"),
    [("/no/such/python", "No such file or directory"), ("/bin/false", "it said nothing")],
)
def test_a_process_that_does_not_start_is_told_with_the_next_command(
    monkeypatch: pytest.MonkeyPatch, program: str, why: str
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    with open_wall(None) as wall, pytest.raises(ToolError) as caught:
        wall.judge(exercise(), [HONEST], 0, LIMITS)
    assert str(caught.value) == (
        f"the process that runs the checks can't be started: {why}\n  next:  ctml doctor"
    )


def test_a_system_without_fork_has_no_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    with open_wall(None) as wall, pytest.raises(ToolError, match="a system whose processes fork"):
        wall.judge(exercise(), [HONEST], 0, LIMITS)


def test_the_checks_text_keeps_its_lines() -> None:
    walled = wall_off(exercise())
    assert walled.text.count("\n") == CHECKS.count("\n")
    assert walled.text.splitlines()[1:] == CHECKS.splitlines()[1:]


def _below(process: int) -> set[int]:
    """Return the processes that a process has started, and those that they have."""
    found = {process}
    everyone = [int(place.name) for place in Path("/proc").glob("[0-9]*")]
    while more := {one for one in everyone if _parent(one) in found} - found:
        found |= more
    return found - {process}


def _parent(process: int) -> int:
    try:
        stat = Path(f"/proc/{process}/stat").read_bytes()
    except OSError:
        return 0
    return int(stat.rpartition(b")")[2].split()[1])
