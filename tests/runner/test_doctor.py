"""``ctml doctor``: what it finds, what it says of it, and whether a learner could begin."""

import importlib.metadata
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ctml_runner.commands.examining.finding import Finding, Health
from ctml_runner.commands.examining.noticing import noticing
from ctml_runner.commands.examining.tools import tools
from ctml_runner.course.curriculum import Curriculum
from ctml_runner.settings import Saves

Ctml = Callable[..., "subprocess.CompletedProcess[str]"]
_TOOLS = ["Python", "ctml", "mypy", "pytest", "numpy", "hypothesis", "watchdog", "textual", "fork"]
_PLACE = ["workspace", "course", "exercises", "journal", "settings"]
_TRIED = ["cache", "judging", "saves"]
_SEAT = ["terminal", "colours", "unicode", "editor"]
_NO_EDITOR = {"VISUAL": "", "EDITOR": "", "TERM_PROGRAM": ""}


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "own", symlinks=True))


def _findings(ctml: Ctml, folder: Path, **more: str) -> dict[str, dict[str, str]]:
    result = ctml("doctor", "--json", cwd=folder, **(_NO_EDITOR | more))
    told = json.loads(result.stdout)
    assert told["ready"] is (result.returncode == 0)
    return {one["about"]: one for one in told["findings"]}


def test_a_new_workspace_is_ready_and_everything_is_looked_at(own: Path, ctml: Ctml) -> None:
    found = _findings(ctml, own, EDITOR="sh")
    assert list(found) == [*_TOOLS, *_PLACE, *_TRIED, *_SEAT]
    assert {one["health"] for one in found.values()} == {"ok"}
    assert found["workspace"]["value"] == str(own)
    assert found["settings"]["value"] == "settings.toml is read; every default holds"
    assert found["cache"]["value"] == "warm"
    assert found["judging"]["value"].startswith("a solution passes, in ")
    assert found["editor"]["value"] == "sh {file}, from $EDITOR; in this terminal"
    assert not any((own / ".ctml" / "probe").iterdir())


def test_preflight_is_one_word_or_one_line(own: Path, tmp_path: Path, ctml: Ctml) -> None:
    ready = ctml("doctor", "--preflight", cwd=own)
    assert (ready.returncode, ready.stdout) == (0, "ready\n")
    (own / "exercises/00_first_steps/01_save_me.py").unlink()
    missing = ctml("doctor", "--preflight", cwd=own)
    assert (missing.returncode, missing.stdout) == (
        1,
        "not ready: exercises: missing: save_me (next: ctml init)\n",
    )
    outside = ctml("doctor", "--preflight", cwd=tmp_path)
    nowhere = f"there is no workspace here, nor in any folder above ({tmp_path})"
    assert outside.stdout == f"not ready: workspace: {nowhere} (next: ctml init [DIR])\n"
    assert outside.returncode == 1


def test_outside_a_workspace_tools_and_terminal_are_told_all_the_same(
    tmp_path: Path, ctml: Ctml
) -> None:
    assert list(_findings(ctml, tmp_path)) == [*_TOOLS, "workspace", *_SEAT]


def test_what_is_wrong_is_told_with_what_would_mend_it(
    own: Path, ctml: Ctml, curriculum: Curriculum
) -> None:
    (own / "settings.toml").write_text('[watch]\nsave = "polling"\n')
    (own / ".ctml/journal.jsonl").write_text("not a record\n")
    (own / ".ctml/cache/warm.txt").write_text("of other versions")
    (own / ".ctml/workspace.toml").write_text('course = "0.0.1"\n')
    found = _findings(ctml, own, CTML_FORK="0", PYTHONIOENCODING="ascii")
    wrong = {about: one for about, one in found.items() if one["health"] != "ok"}
    none_passed = f"0 of {len(curriculum.course)} passed"
    assert {about: (one["health"], one["value"]) for about, one in wrong.items()} == {
        "fork": ("note", "switched off by CTML_FORK=0; each save is judged by a spare process"),
        "course": ("note", "the folder was made from 0.0.1, and 0.1.0 is installed"),
        "journal": (
            "note",
            f"0 records, {none_passed}; can't be read and is skipped: line 1",
        ),
        "settings": (
            "bad",
            f"[watch] has no key 'save'; did you mean 'saves'? ({own / 'settings.toml'}:2)",
        ),
        "cache": ("bad", "cold: the type checker has not read the libraries yet, or others"),
        "unicode": ("note", "ascii: lines and ticks can't be drawn"),
        "editor": ("note", "none is known; the key e can't open files"),
    }
    assert all(one["next"] for one in wrong.values())


def test_the_worst_is_named_first(own: Path, ctml: Ctml) -> None:
    (own / ".ctml/cache/warm.txt").unlink()
    result = ctml("doctor", cwd=own, **_NO_EDITOR)
    assert result.returncode == 1
    shown, _, wanted = result.stdout.partition("\nnot ready\n")
    assert "  bad   cache       cold:" in shown
    assert wanted.splitlines()[:3] == [
        "",
        "What could be better, the most needed first:",
        "  cache: ctml init   (fills it, once)",
    ]


def test_saves_are_timed_by_saving_in_either_mode(tmp_path: Path) -> None:
    def delay(saves: Saves, mode: str) -> float:
        finding = noticing(tmp_path / ".ctml", tmp_path, saves)
        assert finding.health is Health.GOOD, finding
        start, end = f"noticed by {mode}, ", " ms after a save (median of 5)"
        assert finding.value.startswith(start)
        assert finding.value.endswith(end)
        return float(finding.value.removeprefix(start).removesuffix(end))

    assert delay(Saves.EVENTS, "events") < 40
    assert 20 < delay(Saves.POLLING, "polling") < 1000


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do anything")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert noticing(tmp_path / ".ctml", tmp_path, Saves.AUTO).health is Health.BAD


def test_a_distribution_that_is_missing_or_out_of_range_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    versions = {"mypy": "1.0", "textual": None}

    def version(name: str) -> str:
        found = versions.get(name, "9.9.9")
        if found is None:
            raise importlib.metadata.PackageNotFoundError(name)
        return found

    monkeypatch.setattr(importlib.metadata, "version", version)
    monkeypatch.setattr(importlib.metadata, "requires", lambda _: ["mypy<2.5,>=2.4", "numpy>=2"])
    found = {finding.about: finding for finding in tools()}
    assert found["numpy"] == Finding("numpy", "9.9.9")
    assert found["mypy"] == Finding(
        "mypy",
        "1.0, but ctml needs <2.5,>=2.4",
        Health.BAD,
        "python -m pip install 'mypy<2.5,>=2.4'",
    )
    assert found["textual"] == Finding(
        "textual", "not installed", Health.BAD, "python -m pip install 'textual'"
    )
