"""Running a line of Python in a box."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ctml_runner.wall.sandbox import Bounds, Box, Level, prove
from ctml_runner.wall.sandbox.box import end

MIB = 1 << 20
PLAIN = Bounds(memory=1024 * MIB, processes=16, file=4 * MIB, scratch=8 * MIB)


def box_of(level: Level) -> Box:
    """Return the box of a level, or skip the test with the reason why there is none here."""
    proof = prove(level, disposable=True)
    if not proof.held:
        pytest.skip(f"level {level:d} is not held here: {proof.why}")
    return proof.box


@contextmanager
def running(
    box: Box, code: str, folder: Path, *readable: Path, bounds: Bounds = PLAIN, nested: bool = False
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run code in a box; end it."""
    folder.mkdir(exist_ok=True)
    command = box.command(
        [sys.executable, "-P", "-c", code],
        folder=folder,
        readable=readable,
        bounds=bounds,
        nested=nested,
    )
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=box.environment,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        end(process)
        if process.stdout is not None:
            process.stdout.close()


def said(
    box: Box, code: str, folder: Path, *readable: Path, bounds: Bounds = PLAIN, nested: bool = False
) -> str:
    """Return what code in a box prints, errors too."""
    with running(box, code, folder, *readable, bounds=bounds, nested=nested) as process:
        return process.communicate(timeout=30)[0].decode().strip()
