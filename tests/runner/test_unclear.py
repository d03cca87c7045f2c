"""``ctml unclear``: a page that is filled in as far as it can be, and never lost."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pexpect
import pytest

from ctml_runner.commands.clarity.report import Report, page
from ctml_runner.course.curriculum import Curriculum
from ctml_runner.journal import Journal, Unclear

Ctml = Callable[..., "subprocess.CompletedProcess[str]"]
_SAVE_ME = Path("exercises/00_first_steps/01_save_me.py")


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "own", symlinks=True))


def _pages(folder: Path) -> list[str]:
    return sorted(file.name for file in (folder / "unclear").iterdir())


def _today() -> str:
    return f"{datetime.now().astimezone():%Y-%m-%d}"


def _facts(folder: Path) -> list[Unclear]:
    records = Journal(folder / ".ctml" / "journal.jsonl").history().records
    return [record.fact for record in records if isinstance(record.fact, Unclear)]


def test_the_page_has_every_heading_and_says_what_was_not_said() -> None:
    report = Report(
        exercise="token_id",
        chapter="01_domain_objects",
        title="TokenId: an index with a meaning",
        friction="Why is an alias no type?",
        command="ctml run token_id",
        evidence=("saves judged: 2; hints seen: 1 of 3", "error codes: arg-type"),
        last_clear="",
        first_unclear="7 | TokenId = int",
        expected="that both are the same",
        happened="An int met a TokenId.",
        would_help="",
    )
    assert (
        page(report, date(2026, 3, 1))
        == """\
# Unclear: token_id

TokenId: an index with a meaning (01_domain_objects), 2026-03-01

## Friction

Why is an alias no type?

## Command

    ctml run token_id

## Evidence

- saves judged: 2; hints seen: 1 of 3
- error codes: arg-type

## Last clear idea

(not said)

## First unclear line

    7 | TokenId = int

## Expected

that both are the same

## What happened

An int met a TokenId.

## What would help

(not said)
"""
    )


def test_journal_and_a_fresh_verdict_fill_in_what_they_know(
    own: Path, ctml: Ctml, curriculum: Curriculum
) -> None:
    first, second = curriculum.course[:2]
    solved = curriculum.solution(first).part + first.checks
    (own / first.path).write_text(solved, encoding="utf-8")
    assert ctml("run", cwd=own).returncode == 0
    ctml("run", cwd=own)
    (own / second.path).write_text(f"x: int = 'a'\n{second.text}", encoding="utf-8")
    ctml("run", cwd=own)
    ctml("hint", cwd=own)
    told = json.loads(ctml("unclear", "--json", cwd=own).stdout)
    assert told["file"] == str(own / "unclear" / f"{_today()}-{second.slug}.md")
    assert (told["exercise"], told["chapter"]) == (second.slug, second.chapter)
    assert told["evidence"][:2] == [
        "saves judged: 2; hints seen: 1 of 3",
        "the last verdict: failed",
    ]
    assert told["evidence"][2].startswith("error codes: assignment")
    assert told["last_clear"] == f"{first.slug}: {curriculum.solution(first).why}"
    assert told["first_unclear"] == "1 | x: int = 'a'"
    assert told["happened"]
    assert (told["friction"], told["expected"], told["would_help"]) == ("", "", "")


def test_nothing_is_overwritten_and_the_journal_names_each_page(own: Path, ctml: Ctml) -> None:
    for _ in range(3):
        assert ctml("unclear", "--no-questions", cwd=own).returncode == 0
    names = [f"{_today()}-save_me{end}.md" for end in ("", "-2", "-3")]
    assert _pages(own) == sorted(names)
    assert _facts(own) == [Unclear("save_me", name) for name in names]


def test_without_a_terminal_nothing_is_asked_and_a_cold_cache_stops_nothing(
    own: Path, ctml: Ctml
) -> None:
    (own / ".ctml/cache/warm.txt").unlink()
    (own / _SAVE_ME).unlink()
    result = ctml("unclear", cwd=own)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(f"wrote {own / 'unclear'}")
    assert (
        "- saves judged: 0; hints seen: 0 of 3\n" in (own / "unclear" / _pages(own)[0]).read_text()
    )


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_noted(own: Path, ctml: Ctml) -> None:
    (own / "unclear").write_text("mine")
    result = ctml("unclear", cwd=own)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("ctml: the report can't be written: ")
    assert (own / "unclear").read_text() == "mine"
    assert _facts(own) == []


def _asking(own: Path) -> "pexpect.spawn[str]":
    arguments = ["-P", "-m", "ctml_runner", "unclear"]
    child = pexpect.spawn(sys.executable, arguments, cwd=own, encoding="utf-8", timeout=30)
    child.delaybeforesend = None
    return child


def test_at_a_terminal_four_questions_are_asked_and_enter_keeps_what_is_known(own: Path) -> None:
    child = _asking(own)
    for question, answer in (
        ("What is unclear", "what a word is"),
        ("Which line is it first", ""),
        ("What did you expect", "13 letters"),
        ("What would help", ""),
    ):
        child.expect(question)
        child.expect("> ")
        child.sendline(answer)
    child.expect("wrote ")
    child.expect(pexpect.EOF)
    written = (own / "unclear" / _pages(own)[0]).read_text()
    assert "## Friction\n\nwhat a word is\n" in written
    assert "## Expected\n\n13 letters\n" in written
    assert "## What would help\n\n(not said)\n" in written
    assert "## First unclear line\n\n    31 | agree(" in written


def test_the_end_of_input_skips_the_rest_and_ctrl_c_writes_nothing(own: Path) -> None:
    child = _asking(own)
    child.expect("> ")
    child.sendline("everything")
    child.expect("> ")
    child.sendeof()
    child.expect(pexpect.EOF)
    assert "## Friction\n\neverything\n" in (own / "unclear" / _pages(own)[0]).read_text()
    child = _asking(own)
    child.expect("> ")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert len(_pages(own)) == 1
