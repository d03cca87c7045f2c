"""Ctrl-C at a terminal while grading gets ready: a line says what is kept; nothing runs on."""

import sys
import time
from pathlib import Path

import pexpect
import pytest
from tests.cohort.grading.submitted import CTML, Submitted, solved

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
