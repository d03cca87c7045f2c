"""The core's README runs as it says, names every file there is, and none that isn't."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

CORE = Path(__file__).resolve().parents[2] / "core"
PAGE = (CORE / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(
    r"^```python\n(?P<code>.*?)^```\n\n```text\n(?P<printed>.*?)^```$", re.MULTILINE | re.DOTALL
)
CONSOLE = re.compile(
    r"^```console\n\$ (?P<command>.*?)\n(?P<printed>.*?)^```$", re.MULTILINE | re.DOTALL
)
LINK = re.compile(r"\]\(([^)#]+)\)")
ROW = re.compile(r"^\| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
SNIPPETS = [(block["code"], block["printed"]) for block in BLOCK.finditer(PAGE)]
COMMANDS = [(block["command"], block["printed"]) for block in CONSOLE.finditer(PAGE)]


def modules() -> list[str]:
    """Return every public module of the core, as the README links it."""
    files = (CORE / "ctml").rglob("*.py")
    return sorted(str(f.relative_to(CORE)) for f in files if not f.name.startswith("_"))


def said(command: list[str], folder: Path) -> str:
    return subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"COLUMNS": "80", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    ).stdout


def test_every_block_of_code_is_run_here() -> None:
    assert len(SNIPPETS) == PAGE.count("```python") == 4
    assert len(COMMANDS) == PAGE.count("```console") == 1


@pytest.mark.parametrize(("code", "printed"), SNIPPETS)
def test_a_snippet_prints_what_the_page_says(code: str, printed: str, tmp_path: Path) -> None:
    assert said([sys.executable, "-I", "-X", "utf8", "-c", code], tmp_path) == printed


@pytest.mark.parametrize(("command", "printed"), COMMANDS)
def test_a_command_prints_what_the_page_says(command: str, printed: str, tmp_path: Path) -> None:
    program, *arguments = shlex.split(command)
    assert program == "ctml"
    assert said([sys.executable, "-P", "-m", "ctml_runner", *arguments], tmp_path) == printed


def test_every_link_leads_to_a_file() -> None:
    assert [link for link in LINK.findall(PAGE) if not (CORE / link).is_file()] == []


def test_every_test_that_is_named_is_there() -> None:
    named = re.findall(r"`(tests/[^`]+)`", PAGE)
    assert named
    assert [one for one in named if not (CORE.parent / one).is_file()] == []


def test_the_page_starts_with_five_short_files() -> None:
    start = PAGE.partition("### Start here\n")[2].partition("\n### ")[0]
    named = re.findall(r"^\d\. `(ctml/[^`]+)`: ", start, re.MULTILINE)
    assert len(named) == 5
    assert PAGE.index("### Start here") < PAGE.index("| file |")
    assert all(len((CORE / one).read_text("utf-8").splitlines()) < 100 for one in named)


def test_every_public_module_is_named_once() -> None:
    linked = [link for link in LINK.findall(PAGE) if link.startswith("ctml/")]
    missing = sorted(set(modules()) - set(linked))
    assert missing == [], "give each its place in a row of core/README.md"
    assert len(linked) == len(set(linked))


def test_a_link_is_called_as_its_file_is() -> None:
    named = re.findall(r"\[([^\]]+)\]\(ctml/([^)]+)\.py\)", PAGE)
    assert [pair for pair in named if pair[0] != pair[1]] == []


def test_every_row_says_an_idea_and_a_chapter_that_the_course_has() -> None:
    rows = [row for row in ROW.findall(PAGE) if row[0] not in {"file", "---"}]
    assert len(rows) > 50
    chapters = {int(number) for _, _, where in rows for number in re.findall(r"\d+", where)}
    assert chapters <= set(range(17))
    assert all(len(idea) > 5 for _, idea, _ in rows)
