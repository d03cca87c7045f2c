"""Endings at any moment: Ctrl-C, SIGTERM, kill -9, a lost tool, a closed pipe; nothing is left."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

from ctml_runner.course.curriculum import Curriculum
from ctml_runner.journal import Journal, fold
from ctml_runner.judging.judge import Judge
from ctml_runner.judging.setup import open_judge
from ctml_runner.judging.verdict import Outcome

Running = Callable[..., list[int]]
Gone = Callable[..., bool]
Start = Callable[..., "subprocess.Popen[str]"]
STUCK = "def count_words(sentence: str) -> int:\n    while True:\n        pass\n"
SAVE_ME = Path("exercises", "00_first_steps", "01_save_me.py")
CTML = [sys.executable, "-P", "-m", "ctml_runner"]


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Path:
    """A workspace of the test's own, its cache warm."""
    return Path(shutil.copytree(made, tmp_path / "own", symlinks=True))


@pytest.fixture
def start(own: Path, gone: Gone) -> Iterator[Start]:
    """Start a command of ctml; whatever becomes of it, nothing of it may be left."""
    processes = []

    def started(*arguments: str, fork: str = "1") -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [*CTML, *arguments],
            cwd=own,
            env=os.environ | {"CTML_FORK": fork},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        return process

    yield started
    for process in processes:
        process.kill()
        process.communicate()
    assert gone(str(own))


def stream(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


def wait_for(process: "subprocess.Popen[str]", event: str) -> dict[str, object]:
    for line in stream(process.stdout):
        told: dict[str, object] = json.loads(line)
        if told["event"] == event:
            return told
    raise AssertionError(stream(process.stderr).read())


def stick(own: Path) -> None:
    file = own / SAVE_ME
    file.write_text(STUCK + file.read_text().partition("\n\n\n# --- checks")[1].lstrip("\n")
                    + "# --- checks" + file.read_text().partition("# --- checks")[2])  # fmt: skip


@pytest.mark.parametrize("moment", ["ready", "types", "verdict"])
@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_watch_ends_cleanly_at_any_moment(
    start: Start, moment: str, sent: signal.Signals, status: int
) -> None:
    process = start("watch", "--json")
    wait_for(process, moment)
    process.send_signal(sent)
    _, said = process.communicate(timeout=10)
    assert (process.returncode, said) == (status, "")


def test_ctrl_c_while_code_is_stuck_ends_at_once(start: Start, own: Path) -> None:
    stick(own)
    process = start("watch", "--json")
    wait_for(process, "types")
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=5)
    assert (process.returncode, said) == (130, "")


@pytest.mark.parametrize(("command", "fork"), [("watch", "1"), ("watch", "0"), ("check", "1")])
def test_kill_9_leaves_nothing_running(
    start: Start, own: Path, running: Running, command: str, fork: str
) -> None:
    stick(own)
    process = start(command, *(["--json"] if command == "watch" else []), fork=fork)
    if command == "watch":
        wait_for(process, "types")
    while len(running(str(own / ".ctml"))) < 2:
        assert process.poll() is None
    process.kill()
    process.wait(5)


def test_after_kill_9_the_next_start_is_as_ever(start: Start, own: Path) -> None:
    first = start("watch", "--json")
    verdict = wait_for(first, "verdict")
    first.kill()
    first.wait(5)
    second = start("watch", "--json")
    again = wait_for(second, "verdict")
    assert (again["outcome"], again["file_digest"]) == (verdict["outcome"], verdict["file_digest"])
    assert fold(Journal(own / ".ctml" / "journal.jsonl").history().records).attempts["save_me"] >= 2


def test_a_reader_that_goes_away_ends_the_watch_without_a_word(start: Start) -> None:
    process = start("watch", "--json")
    wait_for(process, "ready")
    stream(process.stdout).close()
    assert process.wait(10) == 1
    assert stream(process.stderr).read() == ""
    process.stdout = None


@pytest.mark.parametrize("kind", ["types", "tests"])
def test_a_warm_process_that_is_killed_is_no_fault_and_is_started_anew(
    made: Path, tmp_path: Path, curriculum: Curriculum, running: Running, kind: str
) -> None:
    shutil.copytree(made / ".ctml" / "cache", tmp_path / "cache")
    exercise = curriculum.find("save_me")
    stuck = (STUCK + exercise.checks).encode()
    right = (curriculum.solution(exercise).part + "\n" + exercise.checks).encode()
    with open_judge(tmp_path, fork=True) as judge:
        assert judge.judge(exercise, right).passed
        kill(kind, running, tmp_path)
        while zygotes(kind, running, tmp_path):
            time.sleep(0.01)
        assert judge.judge(exercise, right).passed
        if kind == "tests":
            verdict = judge_while(judge, curriculum, stuck, lambda: kill(kind, running, tmp_path))
            assert verdict == (
                Outcome.CRASHED,
                "the test runner's process was lost",
                "save again; it is started anew",
            )
            assert judge.judge(exercise, right).passed


def kill(kind: str, running: Running, hidden: Path) -> None:
    for process in zygotes(kind, running, hidden)[:1]:  # the others are its children
        os.kill(process, signal.SIGKILL)


def zygotes(kind: str, running: Running, hidden: Path) -> list[int]:
    """Return a zygote and its children, the oldest first."""
    found = []
    for process in sorted(running(f"zygote\0{kind}")):
        with contextlib.suppress(OSError):  # it ended while we looked
            if str(hidden) in Path(f"/proc/{process}/cmdline").read_text():
                found.append(process)
    return found


def judge_while(
    judge: Judge, curriculum: Curriculum, data: bytes, act: Callable[[], None]
) -> tuple[Outcome, str, str]:
    """Judge a file that is stuck, act as soon as its types are known, return what was said."""
    verdict = judge.judge(curriculum.find("save_me"), data, on_types=lambda _: act())
    return verdict.outcome, verdict.said, verdict.next_step
