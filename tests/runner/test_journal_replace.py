"""Replacing a learner's file: nothing that it ever held is lost, whoever writes meanwhile."""

import errno
import os
import shutil
import threading
import time
from pathlib import Path

import pytest

from ctml_runner.course.compose import digest_of
from ctml_runner.errors import LearnerError, ToolError
from ctml_runner.journal import Fact, Journal, Replaced, undo_target, versions
from ctml_runner.journal.swap import Swap

OLD, NEW, LATE = b"x = 'old'\n", b"x = 'new'\r\n", b"x = 'saved meanwhile'\n"


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / ".ctml" / "journal.jsonl")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "exercises" / "00_a" / "01_save_me.py"
    file.parent.mkdir(parents=True)
    file.write_bytes(OLD)
    return file


def aged(file: Path) -> None:
    """Make the file one that nobody has written to for long."""
    os.utime(file, (0, 0))


def facts(journal: Journal) -> list[Fact]:
    return [record.fact for record in journal.history().records]


def kept(journal: Journal) -> set[bytes]:
    return {save.read_bytes() for save in journal.saves.iterdir()}


def beside(file: Path) -> list[str]:
    return sorted(path.name for path in file.parent.iterdir())


def fact(before: bytes | None, after: bytes = NEW) -> Replaced:
    digest = "" if before is None else digest_of(before)
    return Replaced("save_me", "reset", digest, digest_of(after))


@pytest.mark.parametrize("age", ["fresh", "aged"])
def test_both_are_kept_and_told_and_nothing_else_is_left(
    journal: Journal, file: Path, age: str
) -> None:
    if age == "aged":
        aged(file)
    assert journal.replace(file, "save_me", NEW, "reset") == fact(OLD)
    assert file.read_bytes() == NEW
    assert facts(journal) == [fact(OLD)]
    assert kept(journal) == {OLD, NEW}
    assert beside(file) == [file.name]
    assert journal.kept(digest_of(OLD)) == OLD


def test_a_file_that_nobody_wrote_for_long_is_replaced_without_waiting(
    journal: Journal, file: Path
) -> None:
    took = []
    for number in range(5):  # the quickest counts: others may be at work on this machine
        aged(file)
        began = time.perf_counter()
        journal.replace(file, "save_me", b"%d" % number, "reset")
        took.append(time.perf_counter() - began)
    assert min(took) < 0.035


def test_a_file_that_is_missing_is_put_there_its_folder_too(journal: Journal, file: Path) -> None:
    shutil.rmtree(file.parent)
    assert journal.replace(file, "save_me", NEW, "reset") == fact(None)
    assert file.read_bytes() == NEW
    assert facts(journal) == [fact(None)]


def test_a_file_that_holds_it_already_is_left_alone(journal: Journal, file: Path) -> None:
    before = file.stat()
    assert journal.replace(file, "save_me", OLD, "reset") == fact(OLD, OLD)
    assert file.stat() == before
    assert facts(journal) == []


def test_its_permissions_stay(journal: Journal, file: Path) -> None:
    file.chmod(0o640)
    journal.replace(file, "save_me", NEW, "reset")
    assert file.stat().st_mode & 0o7777 == 0o640


def test_a_link_stays_a_link(journal: Journal, file: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.py"
    file.rename(real)
    file.symlink_to(real)
    journal.replace(file, "save_me", NEW, "reset")
    assert file.is_symlink()
    assert real.read_bytes() == NEW
    assert kept(journal) == {OLD, NEW}


def test_an_editor_that_was_still_writing_loses_nothing(journal: Journal, file: Path) -> None:
    with file.open("wb", buffering=0) as editor:  # emptied, as most editors do, not yet written
        writing = threading.Timer(0.1, editor.write, [LATE])
        writing.start()
        told = journal.replace(file, "save_me", NEW, "reset")
        writing.join()
    assert file.read_bytes() == NEW
    assert LATE in kept(journal)
    assert told == fact(LATE)
    assert facts(journal) == [fact(b""), fact(LATE)]
    found = versions(journal.history().records, "save_me")
    assert undo_target(found, digest_of(NEW)) == digest_of(LATE)


def test_a_save_that_comes_into_the_gap_is_kept_as_well(
    journal: Journal, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, saves = os.link, [LATE]

    def saved_first(source: Path, target: Path) -> None:
        if target == file and saves:
            file.write_bytes(saves.pop())
        link(source, target)

    monkeypatch.setattr(os, "link", saved_first)
    journal.replace(file, "save_me", NEW, "reset")
    assert file.read_bytes() == NEW
    assert facts(journal) == [fact(OLD), fact(LATE)]
    assert kept(journal) == {OLD, LATE, NEW}
    assert beside(file) == [file.name]


@pytest.mark.parametrize("style", ["in place", "by renaming"])
def test_of_many_saves_in_the_midst_of_many_replacements_each_is_kept_or_there(
    journal: Journal, file: Path, style: str
) -> None:
    saves = {f"x = {n}  # a learner's work\n".encode() for n in range(25)}

    def save(data: bytes) -> None:
        if style == "in place":
            file.write_bytes(data)
        else:
            draft = file.with_suffix(".draft")
            draft.write_bytes(data)
            draft.replace(file)

    def edit() -> None:
        for data in saves:
            save(data)
            while held(file) == data:  # the learner does not save over it, so only we can lose it
                time.sleep(0.001)

    editor = threading.Thread(target=edit)
    editor.start()
    while editor.is_alive():
        journal.replace(file, "save_me", NEW, "reset")
    editor.join()
    assert saves <= kept(journal) | {file.read_bytes()}


def held(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:  # taken away, and the other not there yet
        return None


@pytest.mark.parametrize("what", ["folder", "pipe"])
def test_what_is_no_file_is_told_and_stays(journal: Journal, file: Path, what: str) -> None:
    file.unlink()
    if what == "folder":
        file.mkdir()
    else:
        os.mkfifo(file)
    with pytest.raises(LearnerError) as raised:
        journal.replace(file, "save_me", NEW, "reset")
    assert str(raised.value) == (
        "Something that is not a file stands in this place, or in that of its folder.\n"
        f"  where: {file}\n"
        "  next:  move it away, then type the command again"
    )
    assert (beside(file), file.is_file()) == ([file.name], False)
    assert facts(journal) == []


def test_a_swap_that_fails_is_put_back_and_undo_does_not_offer_what_never_was(
    journal: Journal, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(source: Path, target: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("ctml_runner.journal.swap._put", broken)
    with pytest.raises(ToolError, match="it is as it was"):
        journal.replace(file, "save_me", NEW, "reset")
    assert file.read_bytes() == OLD
    assert beside(file) == [file.name]
    found = versions(journal.history().records, "save_me")
    assert undo_target(found, digest_of(OLD)) is None


def test_if_what_an_editor_wrote_late_cannot_be_kept_the_file_is_put_back(
    journal: Journal, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = Journal.keep

    def full(self: Journal, digest: str, data: bytes) -> Path:
        if data == LATE:
            raise LearnerError("full")
        return keep(self, digest, data)

    monkeypatch.setattr(Journal, "keep", full)
    with file.open("wb", buffering=0) as editor:
        writing = threading.Timer(0.1, editor.write, [LATE])
        writing.start()
        with pytest.raises(LearnerError, match="full"):
            journal.replace(file, "save_me", NEW, "reset")
        writing.join()
    assert file.read_bytes() == LATE
    assert beside(file) == [file.name]


def test_where_the_file_system_has_no_links_it_works_all_the_same(
    journal: Journal, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(source: Path, target: Path) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", none)
    journal.replace(file, "save_me", NEW, "reset")
    assert (file.read_bytes(), beside(file)) == (NEW, [file.name])
    assert kept(journal) == {OLD, NEW}


def test_what_a_killed_swap_took_is_put_back_before_anything_else(
    journal: Journal, file: Path
) -> None:
    file.replace(Swap(file).taken)
    Swap(file).draft.write_bytes(NEW[:3])
    journal.mend(file, "save_me", "reset")
    assert (file.read_bytes(), beside(file)) == (OLD, [file.name])
    file.replace(Swap(file).taken)
    assert journal.replace(file, "save_me", NEW, "reset") == fact(OLD)
    assert (file.read_bytes(), beside(file)) == (NEW, [file.name])


def test_what_was_written_late_to_what_a_killed_swap_took_is_kept_and_told(
    journal: Journal, file: Path
) -> None:
    Swap(file).taken.write_bytes(LATE)
    journal.mend(file, "save_me", "reset")
    assert (file.read_bytes(), beside(file)) == (OLD, [file.name])
    assert facts(journal) == [fact(LATE, OLD)]
    assert kept(journal) == {LATE}
    Swap(file).taken.write_bytes(LATE)
    journal.mend(file, "save_me", "reset")
    assert (facts(journal), beside(file)) == ([fact(LATE, OLD)], [file.name])


def test_a_kept_version_that_is_gone_or_changed_is_told(journal: Journal) -> None:
    digest = digest_of(OLD)
    for state in ("is gone", "is not what it was"):
        with pytest.raises(LearnerError) as raised:
            journal.kept(digest)
        assert raised.value.what == f"the copy that ctml kept of this version {state}"
        journal.saves.mkdir(parents=True, exist_ok=True)
        (journal.saves / f"{digest}.py").write_bytes(NEW)


def test_a_workspace_that_is_gone_is_told_and_not_made_anew(tmp_path: Path) -> None:
    gone = tmp_path / "workspace"
    journal = Journal(gone / ".ctml" / "journal.jsonl")
    with pytest.raises(LearnerError, match="or its folder is gone"):
        journal.replace(gone / "a.py", "save_me", NEW, "reset")
    with pytest.raises(LearnerError, match="or its folder is gone"):
        journal.keep(digest_of(OLD), OLD)
    assert not gone.exists()
