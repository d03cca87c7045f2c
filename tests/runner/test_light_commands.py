"""Commands that answer at once load only what they need."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "asyncio",
    "ctml_runner.course.workspace.making",
    "ctml_runner.judging.judge",
    "ctml_runner.screen.live",
    "ctml_runner.teaching.explain.everything",
    "hypothesis",
    "importlib.metadata",
    "mypy",
    "numpy",
    "pydantic",
    "pytest",
    "rich.markdown",
    "rich.progress",
    "textual",
    "tomllib",
    "typer",
    "watchdog",
}


@pytest.mark.parametrize("command", ["hint", "next", "status", "goto save_me"])
def test_a_command_that_answers_at_once_loads_nothing_heavy(made: Path, command: str) -> None:
    arguments = [sys.executable, "-P", "-X", "importtime", "-m", "ctml_runner", *command.split()]
    journal = made / ".ctml" / "journal.jsonl"
    before = journal.read_bytes() if journal.exists() else None
    try:
        result = subprocess.run(
            arguments,
            cwd=made,
            env=os.environ | {"NO_COLOR": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    finally:  # the workspace is left as it was
        journal.unlink(missing_ok=True)
        if before is not None:
            journal.write_bytes(before)
    loaded = set(re.findall(r"\| +([\w.]+)$", result.stderr, re.MULTILINE))
    assert "ctml_runner.cli" in loaded
    assert loaded & HEAVY == set()
