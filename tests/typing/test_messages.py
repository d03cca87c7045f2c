"""What mypy says, word for word: the lessons are built on these sentences."""

import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from tests.typing.said_of_arrows import ARROWS
from tests.typing.said_of_nouns import NOUNS

STRICT = ("--strict", "--warn-unreachable", "--config-file=", "--hide-error-context")

MESSAGES = {**NOUNS, **ARROWS}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what one run of mypy says about each snippet, its lines joined by slashes."""
    folder: Path = tmp_path_factory.mktemp("snippets")
    for fact, (source, _) in MESSAGES.items():
        (folder / f"{fact}.py").write_text(dedent(source), encoding="utf-8")
    command = [sys.executable, "-m", "mypy", *STRICT, *(f"{fact}.py" for fact in MESSAGES)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    messages: dict[str, list[str]] = {fact: [] for fact in MESSAGES}
    for line in done.stdout.splitlines()[:-1]:
        place, message = re.split(r": (?:error|note): ", line, maxsplit=1)
        messages[place.split(".py:")[0]].append(message)
    return {fact: " / ".join(lines) for fact, lines in messages.items()}


@pytest.mark.parametrize("fact", MESSAGES)
def test_mypy_says_it_in_these_words(fact: str, said: dict[str, str]) -> None:
    assert said[fact] == MESSAGES[fact][1]
