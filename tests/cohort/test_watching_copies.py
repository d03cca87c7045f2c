"""A learner's journal is copied to a shared folder, whole, and no save waits for that."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ctml_runner.cohort.sending.sender import Sender, remember
from ctml_runner.cohort.watching.looking import Looker
from ctml_runner.cohort.watching.now import Measure, everyone
from ctml_runner.course.workspace import Workspace
from ctml_runner.course.workspace.rules import CohortRules, write_rules
from ctml_runner.watch import copying
from ctml_runner.watch.copying import Copies, copy_name


def eventually(so: Callable[[], bool]) -> bool:
    end = time.monotonic() + 10
    while not so():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def never(error: OSError) -> None:
    raise AssertionError(error)


def test_the_copy_is_there_from_the_start_and_grows_with_the_journal(tmp_path: Path) -> None:
    journal, copy = tmp_path / "journal.jsonl", tmp_path / "ada.jsonl"
    copies = Copies(journal, copy, never)
    copies.start()
    assert eventually(lambda: copy.exists() and copy.read_bytes() == b"")
    journal.write_bytes(b"one\n")
    copies.note()
    assert eventually(lambda: copy.read_bytes() == b"one\n")
    journal.write_bytes(b"one\ntwo\n")
    copies.stop()
    assert copy.read_bytes() == b"one\ntwo\n"
    assert {file.name for file in tmp_path.iterdir()} == {"journal.jsonl", "ada.jsonl"}


def test_a_folder_that_is_not_there_is_told_once_and_used_when_it_comes(tmp_path: Path) -> None:
    journal, folder = tmp_path / "journal.jsonl", tmp_path / "drive"
    journal.write_bytes(b"one\n")
    told: list[OSError] = []
    copies = Copies(journal, folder / "ada.jsonl", told.append)
    copies.start()
    assert eventually(lambda: len(told) == 1)
    for _ in range(3):
        copies.note()
        time.sleep(0.02)
    assert len(told) == 1
    folder.mkdir()
    copies.stop()
    assert (folder / "ada.jsonl").read_bytes() == b"one\n"


def test_a_drive_that_does_not_answer_holds_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = threading.Event()
    monkeypatch.setattr(copying, "place", lambda *_: answers.wait(30))
    monkeypatch.setattr(copying, "_LAST", 0.05)
    copies = Copies(tmp_path / "journal.jsonl", tmp_path / "ada.jsonl", never)
    began = time.monotonic()
    copies.start()
    for _ in range(100):
        copies.note()
    copies.stop()
    assert time.monotonic() - began < 5
    answers.set()


def test_a_copy_is_called_as_asked_and_is_always_a_file_of_the_folder_itself() -> None:
    assert copy_name("Ada L.") == "Ada-L"
    assert copy_name(" ../../etc/passwd") == "etc-passwd"
    for nothing in ("", "..", "///"):
        assert copy_name(nothing)
        assert os.sep not in copy_name(nothing)


def ctml(*words: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-P", "-m", "ctml_runner", *words],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )


def test_a_class_says_where_journals_go_and_a_learner_may_say_no(tmp_path: Path) -> None:
    share = tmp_path / "drive"
    share.mkdir()
    ctml("init", "course", cwd=tmp_path)
    workspace = Workspace(tmp_path / "course")
    write_rules(workspace, CohortRules("Room", ("save_me",), share=str(share)))
    remember(workspace, Sender("grace 7"))
    told = ctml("watch", "--plain", cwd=workspace.root).stdout
    assert f"whoever teaches sees where you are: your journal, and no code, in {share}" in told
    [copy] = share.iterdir()
    assert copy.name == "grace-7.jsonl"
    assert copy.read_bytes() == workspace.journal.read_bytes()
    [row] = everyone(Looker(share).look(datetime.now(UTC)), {}, Measure(), datetime.now(UTC))
    assert (row.learner, row.exercise, row.attempts) == ("grace-7", "save_me", 1)
    copy.unlink()
    settings = workspace.root / "settings.toml"
    settings.write_text(settings.read_text().replace('share = ""', 'share = "off"'))
    assert "whoever teaches" not in ctml("watch", "--plain", cwd=workspace.root).stdout
    assert list(share.iterdir()) == []
