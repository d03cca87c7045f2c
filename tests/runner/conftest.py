"""What the tests of judging share: one warm judge, and short ways to a verdict."""

import dataclasses
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from ctml_runner.course.curriculum import Curriculum, read_curriculum
from ctml_runner.course.exercise import Exercise
from ctml_runner.course.workspace.making import make_workspace
from ctml_runner.course.workspace.rules import CohortRules, write_rules
from ctml_runner.judging.judge import Judge
from ctml_runner.judging.setup import open_judge
from ctml_runner.judging.verdict import Verdict

Judged = Callable[..., Verdict]


def judging(judge: Judge, exercise: Exercise) -> Judged:
    """Return what judges a learner's part of `exercise` above its shipped checks."""

    def judged(part: str, *, limit: float = 8.0, checks: str = exercise.checks) -> Verdict:
        changed = dataclasses.replace(exercise, limit=limit, checks=checks)
        return judge.judge(changed, (part.rstrip("\n") + "\n" + checks).encode())

    return judged


@pytest.fixture(scope="session")
def curriculum() -> Curriculum:
    return read_curriculum()


@pytest.fixture(scope="session")
def warm_hidden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ``.ctml`` folder whose cache is warm after the first use."""
    return tmp_path_factory.mktemp("warm")


@pytest.fixture(scope="session")
def answer(curriculum: Curriculum) -> str:
    """A learner's part of `save_me` that passes."""
    return curriculum.solution(curriculum.find("save_me")).part


@pytest.fixture(scope="session")
def forked(warm_hidden: Path, curriculum: Curriculum) -> Iterator[Judged]:
    """Judge a part of `save_me` in a forked process."""
    if not hasattr(os, "fork"):
        pytest.skip("this system has no fork")
    with open_judge(warm_hidden, fork=True) as judge:
        judged = judging(judge, curriculum.find("save_me"))
        judged("")  # everything is warm from here on
        yield judged


@pytest.fixture(scope="session")
def spared(
    forked: Judged,
    warm_hidden: Path,
    curriculum: Curriculum,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Judged]:
    """Judge a part of `save_me` in a spare process, as where there is no fork."""
    hidden = tmp_path_factory.mktemp("spare")
    (hidden / "cache").symlink_to(warm_hidden / "cache")
    with open_judge(hidden, fork=False) as judge:
        yield judging(judge, curriculum.find("save_me"))


def alive(*said: str) -> list[int]:
    """Return the processes whose name, command line or environment holds one of `said`."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_bytes()
            known = stat + (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
        except OSError:  # it ended while we looked, or isn't ours
            continue
        ended = stat.rpartition(b")")[2].split()[0] in {b"Z", b"X"}
        if not ended and int(folder.name) != os.getpid() and any(s.encode() in known for s in said):
            found.append(int(folder.name))
    return found


@pytest.fixture(scope="session")
def running() -> Callable[..., list[int]]:
    """The processes that carry one of some texts."""
    if not Path("/proc/self/environ").exists():
        pytest.skip("running processes are told by /proc, which this system has not")
    return alive


@pytest.fixture(scope="session")
def gone(running: Callable[..., list[int]]) -> Callable[..., bool]:
    """Whether nothing that carries one of some texts is running, given a moment to end."""

    def nothing_left(*said: str) -> bool:
        end = time.monotonic() + 5
        while running(*said):
            if time.monotonic() > end:
                return False
            time.sleep(0.02)
        return True

    return nothing_left


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def ctml() -> Run:
    """Run the command line as a user does."""

    def run(*arguments: str, cwd: Path, **more: str | None) -> "subprocess.CompletedProcess[str]":
        environment = os.environ | {k: v for k, v in more.items() if v is not None}
        return subprocess.run(
            [sys.executable, "-P", "-m", "ctml_runner", *arguments],
            cwd=cwd,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def made(ctml: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that ``ctml init`` made; only for tests that leave it as it was."""
    root = tmp_path_factory.mktemp("made") / "work space"
    result = ctml("init", str(root), cwd=root.parent)
    assert result.returncode == 0, result.stderr
    return root


@pytest.fixture(scope="session")
def classroom(curriculum: Curriculum) -> Callable[..., Path]:
    """Make a workspace that a class was handed, or one of nobody's; nothing is warmed."""

    def handed_out(root: Path, rules: CohortRules | None) -> Path:
        workspace, _ = make_workspace(root / "course", curriculum, version("ctml"))
        if rules is not None:
            write_rules(workspace, rules)
        return workspace.root

    return handed_out
