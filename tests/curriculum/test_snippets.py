"""The lessons keep their form, and what they say a snippet prints is what it prints."""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted((ROOT / "exercises").glob("*/README.md"))
PAGES = [page for page in (ROOT / "README.md", *LESSONS) if page.is_file()]

HEADINGS = [
    "The plain idea",
    "The smallest mathematics",
    "The Python type",
    "Run it",
    "The picture",
    "Predict",
    "Recall",
    "A tempting shortcut",
    "Words",
    "References",
    "The exercises",
]

_FENCE = re.compile(
    r"^```(?P<language>\w*)[^\n]*\n(?P<code>.*?)^```$(?=\n*(?:```text\n(?P<printed>.*?)^```$)?)",
    re.MULTILINE | re.DOTALL,
)
_ROW = re.compile(r"^\| (\d+) \| `(\w+)` \| .+ \| (\d+) \|$", re.MULTILINE)
_STATUS = re.compile(r"Status: \w+ · about (\d+) minutes")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A ```python block of a page, and the ```text block right after it, if there is one."""

    page: Path
    line: int
    code: str
    printed: str | None

    @property
    def name(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def snippets_of(page: Path) -> list[Snippet]:
    text = page.read_text(encoding="utf-8")
    return [
        Snippet(page, text.count("\n", 0, fence.start()) + 1, fence["code"], fence["printed"])
        for fence in _FENCE.finditer(text)
        if fence["language"] == "python"
    ]


def section(page: Path, heading: str) -> str:
    """Return what stands below a heading, up to the next one."""
    return without_code(page).split(f"\n## {heading}\n")[1].split("\n## ")[0]


def without_code(page: Path) -> str:
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


SNIPPETS = [snippet for page in PAGES for snippet in snippets_of(page)]


def test_there_are_snippets_to_run() -> None:
    assert {snippet.page for snippet in SNIPPETS} >= set(LESSONS)
    assert LESSONS


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda snippet: snippet.name)
def test_a_snippet_prints_what_the_page_says(snippet: Snippet, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-c", snippet.code],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    if snippet.printed is not None:
        assert ran.stdout == snippet.printed


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.parent.name)
class TestLesson:
    def test_begins_with_a_title_and_a_status(self, lesson: Path) -> None:
        title, blank, status, blank_again = lesson.read_text(encoding="utf-8").split("\n")[:4]
        assert title.startswith("# ")
        assert (blank, blank_again) == ("", "")
        assert _STATUS.fullmatch(status)

    def test_has_the_agreed_headings_in_order(self, lesson: Path) -> None:
        assert re.findall(r"^## (.+)$", without_code(lesson), re.MULTILINE) == HEADINGS

    def test_runs_a_snippet_and_shows_what_it_prints(self, lesson: Path) -> None:
        text = lesson.read_text(encoding="utf-8")
        start, end = (text.index(f"\n## {name}\n") for name in ("Run it", "The picture"))
        fences = [m for m in _FENCE.finditer(text, start, end) if m["language"] == "python"]
        assert [m["printed"] is not None for m in fences] == [True] * max(1, len(fences))

    def test_lists_exactly_the_exercises_that_are_there(self, lesson: Path) -> None:
        rows = _ROW.findall(section(lesson, "The exercises"))
        listed = [f"{int(number):02}_{slug}.py" for number, slug, _ in rows]
        assert listed == sorted(file.name for file in lesson.parent.glob("*.py"))

    def test_minutes_sum_to_what_the_status_says(self, lesson: Path) -> None:
        status = _STATUS.search(lesson.read_text(encoding="utf-8"))
        assert status is not None
        rows = _ROW.findall(section(lesson, "The exercises"))
        assert sum(int(minutes) for _, _, minutes in rows) == int(status[1])
