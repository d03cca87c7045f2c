"""An update that is killed at any moment, or stopped by the disk, is finished by the next."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from tests.runner.courses import START, Course, age, exercise

from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.course.updating import CourseState, course_state
from ctml_runner.errors import LearnerError

FIRST, SECOND = "exercises/00_first/", "exercises/01_second/"
OLD = {
    f"{FIRST}README.md": "# First\n",
    f"{FIRST}01_same.py": exercise(*START),
    f"{FIRST}02_merged.py": exercise(*START),
    f"{FIRST}03_conflict.py": exercise(*START),
    f"{FIRST}04_moved.py": exercise(*START),
    f"{FIRST}05_gone.py": exercise(*START),
    f"{FIRST}06_stays.py": exercise(*START),
}
NEW: dict[str, str | None] = {
    f"{FIRST}README.md": "# The first\n",
    f"{FIRST}01_same.py": exercise(*START, checks="x = 2"),
    f"{FIRST}02_merged.py": exercise(*START, task="Do this.", checks="x = 2"),
    f"{FIRST}03_conflict.py": exercise(*START, checks="x = 2").replace("...", "return 0"),
    f"{FIRST}04_moved.py": None,
    f"{SECOND}01_moved.py": exercise(*START, task="Do this."),
    f"{SECOND}README.md": "# Second\n",
    f"{FIRST}05_gone.py": None,
    f"{FIRST}06_stays.py": None,
}
WORKED_ON = ("02_merged", "03_conflict", "04_moved", "06_stays")
CHANGES = ("os.rename", "os.remove", "os.rmdir", "os.link", "os.mkdir", "os.chmod", "open")


@pytest.fixture
def course(tmp_path: Path) -> Course:
    course = Course(tmp_path, OLD)
    course.make()
    for name in WORKED_ON:
        course.edit(f"{FIRST}{name}.py", "...", f"return {name!r}")
    course.write(NEW)
    return course


STRIDE = 7
"""1 tries every change there is, which takes a minute."""


def killed(course: Course, after: int) -> bool:
    """Update in a process that kills itself before its change number `after` of the disk."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the child needs no other thread
        child = os.fork()
    if child == 0:
        root, changes = str(course.workspace.root), iter(range(after))

        def count(event: str, told: tuple[object, ...]) -> None:
            ours = event in CHANGES and str(told[0]).startswith(root)
            if ours and (event != "open" or told[1] != "r") and next(changes, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        try:
            course.update()
            os._exit(0)
        finally:
            os._exit(1)
    status = os.waitpid(child, 0)[1]
    assert status in {0, signal.SIGKILL}
    return status != 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_killed_before_a_change_of_the_disk_the_next_update_comes_to_the_same(
    course: Course, tmp_path: Path
) -> None:
    root, before = course.workspace.root, tmp_path / "before"
    shutil.copytree(root, before)
    works = {course.file(f"{FIRST}{name}.py").read_bytes() for name in WORKED_ON}
    course.update()
    want = course.learners()
    for after in range(0, 10_000, STRIDE):
        shutil.rmtree(root)
        shutil.copytree(before, root)
        if not killed(course, after):
            break
        age(root)
        course.update()
        assert course.learners() == want, after
        there = {text.encode() for text in course.learners().values()} | course.kept()
        assert works <= there, after
        assert course.update().done == ()
        assert course_state(course.workspace, read_curriculum(course.root), "2.0") is (
            CourseState.SAME
        )
    assert after > 50


def test_ctrl_c_leaves_an_older_workspace_that_the_next_update_finishes(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("ctml_runner.course.updating.bringing.follow", interrupted)
        with pytest.raises(KeyboardInterrupt):
            course.update()
    curriculum = read_curriculum(course.root)
    assert course_state(course.workspace, curriculum, "2.0") is CourseState.OLDER
    course.update()
    assert course_state(course.workspace, curriculum, "2.0") is CourseState.SAME


def test_what_stops_it_is_told_and_it_goes_on_from_there(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = course.file(f"{FIRST}03_conflict.py.new.txt")

    def full(path: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    with monkeypatch.context() as patch:
        patch.setattr("ctml_runner.course.updating.bringing.place", full)
        with pytest.raises(LearnerError) as raised:
            course.update()
    assert str(raised.value) == (
        "the update stopped here: No space left on device; nothing of yours is lost\n"
        f"  where: {beside}\n"
        "  next:  make room, or make it writable; then type: ctml update   (it goes on)"
    )
    course.update()
    assert beside.read_text() == NEW[f"{FIRST}03_conflict.py"]


READ_ONLY = """
mount --bind "$1/exercises" "$1/exercises" && mount -o remount,bind,ro "$1/exercises" || exit 9
cd "$1" && shift && exec "$@"
"""


def test_in_a_folder_that_is_read_only_nothing_changes_and_it_is_told(
    made: Path, tmp_path: Path
) -> None:
    root = tmp_path / "ws"
    shutil.copytree(made, root)
    lesson = "exercises/00_first_steps/README.md"
    for folder in (root, root / ".ctml" / "shipped"):
        (folder / lesson).write_text("# of old\n")
    argv = ["unshare", "--mount", "sh", "-c", READ_ONLY, "sh", str(root)]
    if shutil.which("unshare") is None or subprocess.run([*argv, "true"], check=False).returncode:
        pytest.skip("a file system of one's own needs privileges")
    ctml = [sys.executable, "-m", "ctml_runner", "update"]
    done = subprocess.run([*argv, *ctml], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "ctml: the update stopped here: Read-only file system; nothing of yours is lost",
        f"  where: {root / lesson}",
        "  next:  make room, or make it writable; then type: ctml update   (it goes on)",
    ]
    assert (root / lesson).read_text() == "# of old\n"
