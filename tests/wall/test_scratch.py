"""A process's own folder goes with it; one that a killed process left goes with the next."""

import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ctml_runner.wall.scratch import Scratch, sweep

HOLD = (
    "import time; from ctml_runner.wall.scratch import Scratch;"
    "print(Scratch('test').path, flush=True); time.sleep(60)"
)


@pytest.fixture
def above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this process and those that it starts make their folders."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    sweep.cache_clear()
    return tmp_path.resolve()


def holder() -> tuple["subprocess.Popen[str]", Path]:
    """Start a process with a folder of its own, and return both."""
    process = subprocess.Popen([sys.executable, "-c", HOLD], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout as told:
        return process, Path(told.readline().strip())


def kill(process: "subprocess.Popen[str]") -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()


def test_what_a_killed_process_left_is_swept_and_what_a_living_one_has_stays(above: Path) -> None:
    dead, left = holder()
    (left / "below").mkdir()
    kill(dead)
    alive, held = holder()
    assert not left.exists()  # the second process swept, when it made its own
    kill(alive)
    other, another = holder()
    assert not held.exists()
    own = Scratch("test")
    assert another.exists()
    assert set(above.iterdir()) == {another, own.path}
    own.remove()
    own.remove()
    kill(other)
    assert list(above.iterdir()) == [another]


def test_only_folders_of_this_user_that_are_so_called_are_swept(above: Path) -> None:
    outside = above / "outside"
    outside.mkdir()
    (above / "ctml-test-own-link").symlink_to(outside)
    (above / "ctml-test-own-file").touch()
    (above / "ctml-other").mkdir()
    foreign = above / "ctml-test-own-foreign"
    foreign.mkdir()
    if os.geteuid() == 0:
        os.chown(foreign, 12345, 12345)
    sweep(above)
    kept = {"outside", "ctml-test-own-link", "ctml-test-own-file", "ctml-other"}
    assert {path.name for path in above.iterdir()} - {foreign.name} == kept
    assert foreign.exists() == (os.geteuid() == 0)


def test_a_folder_that_was_swept_before_it_was_locked_is_made_anew(
    above: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept: list[Path] = []

    def slow(descriptor: int, how: int) -> None:
        if not swept:
            swept.extend(above.iterdir())
            swept[0].rmdir()

    monkeypatch.setattr(fcntl, "flock", slow)
    own = Scratch("test")
    assert own.path.is_dir()
    assert own.path not in swept
    own.remove()
