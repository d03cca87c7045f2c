"""What README and CONTRIBUTING tell a reader to type exists, and so does what they link to."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMAND = re.compile(r"`(?:\.venv/bin/)?ctml((?: (?:dev )?[a-z]+)?)[^`]*`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
TARGET = re.compile(r"`?make ([a-z]+)\b")


def commands() -> list[str]:
    """Return every `ctml command` that a page names."""
    return sorted(
        {match[1].strip() for page in PAGES for match in COMMAND.finditer(page.read_text())}
    )


@pytest.mark.parametrize("command", commands())
def test_every_command_that_a_page_names_is_there(command: str) -> None:
    words = [sys.executable, "-m", "ctml_runner", *command.split(), "--help"]
    found = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")
    assert "Usage: " in found.stdout


def test_the_pages_name_the_commands_that_matter() -> None:
    assert {"", "watch", "init", "run", "hint", "check", "status", "dev check"} <= set(commands())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_inside_the_repository_leads_somewhere(page: Path) -> None:
    broken = [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()]
    assert broken == []


def test_every_make_target_that_a_page_names_is_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text()
    named = {
        target
        for page in PAGES
        for block in re.findall(r"`(make [^`]+)`|^\$ (make .*)$", page.read_text(), re.MULTILINE)
        for target in TARGET.findall(" ".join(block))
    }
    assert {"learn", "test", "check"} <= named
    assert {target for target in named if f"\n{target}:" not in makefile} == set()
