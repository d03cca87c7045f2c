"""What is said when a warm process dies: its last words, or that the disk is full."""

import errno
import subprocess
import sys

import pytest

from ctml_runner.errors import ToolError
from ctml_runner.judging.launching import close_streams, died


def end_of(code: str) -> ToolError:
    """Return what is told of a warm process that ended so."""
    process = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE)
    process.wait()
    told = died("types", process)
    close_streams(process)
    return told


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_as_one(number: int) -> None:
    told = end_of(f"import os; raise OSError({number}, os.strerror({number}), '/tmp/x')")
    assert told.what.startswith("there is no space left on the disk, or in your quota: OSError")
    assert told.next_step == "make room, and type the command again"


def test_other_last_words_are_told_with_what_to_do() -> None:
    told = end_of("raise ValueError('28')")
    assert told.what == "the warm process for types died: ValueError: 28"
    assert "type the command again" in told.next_step
