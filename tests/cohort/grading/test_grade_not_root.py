"""Grading by somebody who is not the superuser, at every level, with limits that leave room."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.cohort.grading.readable import NOBODY, hand_over, readable_folder, readable_python
from tests.cohort.grading.submitted import Submitted, solved

from ctml_runner.course.curriculum import Curriculum

SLUGS = ("save_me",)
LIMITS_ALONE = """
import sys
from pathlib import Path
from ctml_runner.commands.cohort import grade
from ctml_runner.wall.sandbox import Box, Level
grade.session.choose_box = lambda least, disposable: Box(Level.LIMITS, Level.LIMITS)
sys.exit(grade.grade(Path.cwd(), grade.Asked(again=True, as_json=True)))
"""
NOT_OURS = """
import os, sys
from ctml_runner.__main__ import main
may = os.access
os.access = lambda path, how: path != sys.executable and may(path, how)
sys.argv = ["ctml", "cohort", "grade"]
main()
"""


@dataclass(frozen=True)
class Teacher:
    """Nobody, with a Python and a class of their own."""

    python: Path
    submitted: Submitted

    def runs(self, *arguments: str, path: str = os.defpath) -> "subprocess.CompletedProcess[str]":
        """Run this Python in the class's folder, as nobody."""
        return subprocess.run(
            [str(self.python), "-P", *arguments],
            cwd=self.submitted.folder.root, env={"PATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=200, check=False,
            user=NOBODY, group=NOBODY, extra_groups=[],
        )  # fmt: skip

    def graded(self, *arguments: str, path: str = os.defpath) -> dict[str, object]:
        """Grade everything again; return how it went as a whole."""
        ran = self.runs(*arguments, path=path)
        assert ran.returncode == 0, ran.stderr
        told: dict[str, object] = json.loads(ran.stdout.splitlines()[-1])
        return {key: told[key] for key in ("level", "outcomes")}


@pytest.fixture(scope="module")
def teacher(box: object, warm: Path, curriculum: Curriculum) -> Iterator[Teacher]:
    if os.geteuid() != 0:
        pytest.skip("only the superuser can become somebody else; who isn't tests it all along")
    with readable_folder() as folder:
        python = readable_python(folder)
        if python is None:
            pytest.skip("no interpreter of this version may be started by everybody")
        shutil.copytree(warm / "cache", folder / "warm/cache")
        submitted = Submitted.make(folder / "class", SLUGS, folder / "warm")
        exercises = [curriculum.find(slug) for slug in SLUGS]
        submitted.hand_in("ada", {one.slug: solved(curriculum, one) for one in exercises})
        submitted.hand_in("alan", {one.slug: one.text.encode() for one in exercises})
        hand_over(folder / "warm")
        hand_over(submitted.folder.root)
        yield Teacher(python, submitted)


GRADE = ("-m", "ctml_runner", "cohort", "grade", "--again", "--json")
OUTCOMES = {"failed": 1, "passed": 1}


def test_in_bubblewrap(teacher: Teacher) -> None:
    assert teacher.graded(*GRADE) == {"level": 2, "outcomes": OUTCOMES}


def test_behind_landlock_though_the_kernel_counts_all_that_the_teacher_has_running(
    teacher: Teacher,
) -> None:
    sleeping = [subprocess.Popen(["/bin/sleep", "100"], user=NOBODY) for _ in range(70)]
    try:
        told = teacher.graded(*GRADE, "--allow-level", "1", path="/nowhere")
    finally:
        for process in sleeping:
            process.kill()
            process.wait()
    assert told == {"level": 1, "outcomes": OUTCOMES}


def test_by_limits_alone(teacher: Teacher) -> None:
    assert teacher.graded("-c", LIMITS_ALONE) == {"level": 0, "outcomes": OUTCOMES}


def test_an_interpreter_that_one_may_not_start_is_told_with_what_to_do(teacher: Teacher) -> None:
    ran = teacher.runs("-c", NOT_OURS)
    assert ran.returncode == 2
    assert ran.stderr == (
        "ctml: grading wants a sandbox of level 2 (bubblewrap); here no level is held: "
        f"this user may not start {teacher.python}\n"
        "  next:  make the environment with a Python that every user may start, such as "
        "/usr/bin/python3\n"
    )
