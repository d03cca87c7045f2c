"""Grading that is stopped says what is kept, leaves nothing running, and nothing lying about."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from signal import SIGINT, SIGKILL, Signals

import pexpect
import pytest
from tests.cohort.grading.submitted import CTML, Submitted, file_of, solved

from ctml_runner.course.curriculum import Curriculum
from ctml_runner.wall.sandbox import Box
from ctml_runner.wall.tally import tree

SAID = (
    "stopped before anything was graded; what was graded before stands, and the same command "
    "goes on"
)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up as Linux shows them")
def test_while_the_checker_reads_its_libraries(
    box: Box, curriculum: Curriculum, tmp_path: Path
) -> None:
    submitted = Submitted.make(tmp_path / "class", ["save_me"])  # with a cache that is cold
    submitted.hand_in("ada", {"save_me": solved(curriculum, curriculum.find("save_me"))})
    child = pexpect.spawn(
        CTML[0], [*CTML[1:], "cohort", "grade"], cwd=str(tmp_path / "class"),
        encoding="utf-8", timeout=60, dimensions=(24, 160),
    )  # fmt: skip
    child.expect("reads the libraries")
    assert child.pid is not None
    started = tree(child.pid)[1:]
    child.sendintr()
    child.expect_exact(SAID)
    child.expect(pexpect.EOF)
    child.close()
    assert (child.exitstatus, child.signalstatus) == (130, None)
    until = time.monotonic() + 10
    while any(Path(f"/proc/{one}").exists() for one in started) and time.monotonic() < until:
        time.sleep(0.05)
    assert [one for one in started if Path(f"/proc/{one}").exists()] == []
    assert not submitted.folder.results.exists()
    assert list((submitted.folder.hidden / "build").iterdir()) == []


@pytest.mark.parametrize("signal", [SIGINT, SIGKILL])
def test_an_interrupted_grading_leaves_no_folder_and_a_killed_one_is_cleared_up_after(
    signal: Signals, box: Box, warm: Path, curriculum: Curriculum, tmp_path: Path
) -> None:
    submitted = Submitted.make(tmp_path / "class", ["save_me"], warm)
    slow = file_of(curriculum.find("save_me"), "import time\ntime.sleep(60)\n")
    submitted.hand_in("ada", {"save_me": slow})
    folders = Path(f"/tmp/ctml-stopped-{os.getpid()}")  # boxes walk to it
    folders.mkdir(mode=0o711)
    try:
        process = subprocess.Popen(
            [*CTML, "cohort", "grade"], cwd=tmp_path / "class",
            env=os.environ | {"TMPDIR": str(folders)}, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + 60
        while len(list(folders.glob("ctml-wall-*/boxes/*"))) < 1:
            assert time.monotonic() < until
            time.sleep(0.05)
        process.send_signal(signal)
        process.wait(60)
        assert (list(folders.iterdir()) == []) == (signal == SIGINT)
        submitted.replace("ada", "save_me", solved(curriculum, curriculum.find("save_me")))
        assert submitted.grade(TMPDIR=str(folders)).returncode == 0
        assert list(folders.iterdir()) == []
    finally:
        shutil.rmtree(folders)
