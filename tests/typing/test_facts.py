"""The facts of this folder hold, for mypy and for nothing less than its strict mode."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
STRICT = ("--strict", "--warn-unreachable", "--config-file=")


@pytest.mark.parametrize("facts", sorted(FOLDER.glob("facts_*.py")), ids=lambda path: path.stem)
def test_mypy_finds_every_fact_true_and_every_refusal_refused(facts: Path) -> None:
    command = [sys.executable, "-m", "mypy", *STRICT, str(facts)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("Success: no issues found in 1 source file\n", "")


def test_at_least_forty_facts_and_forty_refusals_are_pinned() -> None:
    pages = [facts.read_text(encoding="utf-8") for facts in FOLDER.glob("facts_*.py")]
    pinned = [re.findall(r"^ +assert_type\(", page, re.MULTILINE) for page in pages]
    refused = [re.findall(r"# type: ignore\[[a-z-]+\]$", page, re.MULTILINE) for page in pages]
    assert sum(map(len, pinned)) >= 40
    assert sum(map(len, refused)) >= 40
