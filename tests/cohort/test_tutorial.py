"""The tutorial for instructors: every command of it runs, and says what the page shows."""

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from ctml_runner.wall.sandbox import Level, best

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "cohorts.md"
CTML = (sys.executable, "-m", "ctml_runner")
HOME, LEFT_OUT = "/home/you", "…"


@dataclass(frozen=True, slots=True)
class Typed:
    """One command of the page, and the lines that stand below it."""

    words: tuple[str, ...]
    shown: tuple[str, ...]


def typed(page: str) -> list[Typed]:
    """Return what a reader types, in order."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", page, re.DOTALL):
        for part in block.split("$ ")[1:]:
            command, *shown = part.rstrip("\n").split("\n")
            found.append(Typed(tuple(shlex.split(command)), tuple(shown)))
    return found


def as_pattern(shown: tuple[str, ...]) -> str:
    """Return what the output must look like: `…` alone is any lines, within a line any words."""
    lines = []
    for line in shown:
        if line == LEFT_OUT:
            lines.append(r"(?:.*\n)*?")
        else:
            lines.append(".*".join(re.escape(part) for part in line.split(LEFT_OUT)) + r"\n")
    return "".join(lines)


class Reader:
    """Somebody who types what the page says, in a folder of their own."""

    def __init__(self, home: Path, level: int) -> None:
        self.home = home
        self.here = home
        self.level = level

    def type(self, command: Typed) -> str:
        """Run a command, and return what it wrote, as the page would show it."""
        if command.words[0] == "cd":
            self.here = (self.here / command.words[1]).resolve()
            return ""
        done = subprocess.run(
            self._argv(command.words), cwd=self.here, capture_output=True, text=True,
            env={**os.environ, "TZ": "UTC"}, timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, (command.words, done.stdout, done.stderr)
        return done.stdout.replace(str(self.home), HOME)

    def _argv(self, words: tuple[str, ...]) -> list[str]:
        match words:
            case ("ctml", "cohort", "grade") if self.level < Level.BUBBLEWRAP:
                return [
                    sys.executable,
                    "-m",
                    "ctml_runner",
                    *words[1:],
                    f"--allow-level={self.level}",
                ]
            case ("ctml", *rest):
                return [*CTML, *rest]
            case ("python", script, *rest):
                return [sys.executable, str(ROOT / script), *rest]
            case _:
                return list(words)


def test_every_command_of_the_tutorial_says_what_the_page_shows(tmp_path: Path) -> None:
    box = best()
    if box is None:
        pytest.skip("no sandbox at all is held here, so nothing can be graded")
    reader = Reader(tmp_path.resolve(), box.level)
    commands = typed(PAGE.read_text(encoding="utf-8"))
    assert len(commands) > 15
    for command in commands:
        said = reader.type(command)
        expected = as_pattern(command.shown).replace(r"level\ 2", rf"level\ {reader.level}")
        assert re.fullmatch(expected, said), (command.words, said)


def test_the_page_shows_every_format_and_every_command() -> None:
    words = {word for command in typed(PAGE.read_text()) for word in command.words}
    formats = {"gradescope", "canvas", "classroom50", "junit", "moodle", "exercism", "csv"}
    steps = {
        "new",
        "handout",
        "collect",
        "grade",
        "status",
        "report",
        "feedback",
        "similar",
        "mark",
    }
    assert formats | steps | {"--anon"} <= words


def test_the_pictures_are_there_and_small() -> None:
    for name in ("report-light.png", "report-dark.png"):
        picture = ROOT / "docs" / "screens" / name
        assert picture.read_bytes().startswith(b"\x89PNG")
        assert picture.stat().st_size < 200_000


def test_a_line_that_a_command_does_not_say_is_noticed() -> None:
    shown = ("a …", "…", "last")
    assert re.fullmatch(as_pattern(shown), "a b\nmore\nand more\nlast\n")
    assert not re.fullmatch(as_pattern(shown), "a b\nlost\n")
