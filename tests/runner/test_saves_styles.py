"""Every way in which editors save, on real files, by events and by polling."""

import hashlib
import os
import queue
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ctml_runner.watch.saves import Mode, Report, Saved, SaveSource, Unreadable, Vanished, Watching

LONGEST = 5.0  # seconds; nothing takes this long unless it never comes
LULL = {Mode.EVENTS: 0.12, Mode.POLLING: 0.3}  # seconds in which a second report would have come


class Desk:
    """A workspace with one exercise that is being watched."""

    def __init__(self, folder: Path, mode: Mode) -> None:
        self.mode = mode
        self.file = folder / "exercises" / "00_first" / "01_save_me.py"
        self.file.parent.mkdir(parents=True)
        self.file.write_bytes(b"before")
        self.reports: queue.Queue[Report] = queue.Queue()
        wanted = {self.file, self.file.parents[1] / "01_more" / "01_token_id.py"}
        folders = [folder / "exercises"]
        self.source = SaveSource(folders, wanted.__contains__, self.reports.put, mode=mode)
        self.source.known(self.file, hashlib.sha256(b"before").hexdigest())

    def told(self) -> Report:
        return self.reports.get(timeout=LONGEST)

    def rest(self) -> list[Report]:
        """Return what is told until nothing comes any more."""
        told: list[Report] = []
        while True:
            try:
                told.append(self.reports.get(timeout=LULL[self.mode]))
            except queue.Empty:
                return told

    def saved(self, data: bytes) -> Saved:
        return Saved(self.file, data, hashlib.sha256(data).hexdigest())


@pytest.fixture(params=list(Mode))
def desk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    desk = Desk(tmp_path, request.param)
    desk.source.start()
    assert isinstance(desk.told(), Watching)
    yield desk
    desk.source.stop()


def in_place(file: Path, data: bytes) -> None:
    with file.open("r+b") as stream:
        stream.write(data)
        stream.truncate()


def truncate_and_write(file: Path, data: bytes) -> None:
    file.write_bytes(data)


def truncate_wait_and_write(file: Path, data: bytes) -> None:
    with file.open("wb") as stream:
        time.sleep(0.03)
        stream.write(data)


def in_pieces(file: Path, data: bytes) -> None:
    with file.open("wb", buffering=0) as stream:
        for at in range(0, len(data), 8):
            stream.write(data[at : at + 8])
            time.sleep(0.002)


def temporary_and_rename(file: Path, data: bytes) -> None:
    draft = file.with_name(f".{file.name}.swp")
    draft.write_bytes(data)
    draft.replace(file)


def rename_from_elsewhere(file: Path, data: bytes) -> None:
    draft = file.parents[2] / "draft"
    draft.write_bytes(data)
    draft.replace(file)


def delete_and_create(file: Path, data: bytes) -> None:
    file.unlink()
    file.write_bytes(data)


def rename_to_backup_and_create(file: Path, data: bytes) -> None:
    file.rename(f"{file}~")
    file.write_bytes(data)


def backup_elsewhere_and_create(file: Path, data: bytes) -> None:
    file.rename(file.parents[2] / "backup")
    file.write_bytes(data)


def link_into_place(file: Path, data: bytes) -> None:
    draft = file.with_name("#draft#")
    draft.write_bytes(data)
    file.unlink()
    file.hardlink_to(draft)


STYLES: list[Callable[[Path, bytes], None]] = [
    in_place,
    truncate_and_write,
    truncate_wait_and_write,
    in_pieces,
    temporary_and_rename,
    rename_from_elsewhere,
    delete_and_create,
    rename_to_backup_and_create,
    backup_elsewhere_and_create,
    link_into_place,
]

PAUSING = (truncate_wait_and_write, in_pieces)
"""Styles with pauses: on a busy machine, one can last so long that it looks like the end."""


@pytest.mark.parametrize("save", STYLES)
def test_each_save_is_told_once_with_its_bytes(
    desk: Desk, save: Callable[[Path, bytes], None]
) -> None:
    for data in (b"first = 1\n" * 9, b"second = 2\n" * 9):
        save(desk.file, data)
        reports = [desk.told(), *desk.rest()]
        assert reports[-1] == desk.saved(data)
        assert len(reports) == 1 or save in PAUSING


def test_a_writer_that_keeps_the_file_open_is_heard(desk: Desk) -> None:
    with desk.file.open("wb", buffering=0) as stream:
        stream.write(b"kept = 1\n")
        assert desk.told() == desk.saved(b"kept = 1\n")
    assert desk.rest() == []


def test_of_several_saves_in_ten_milliseconds_the_last_is_told_last(desk: Desk) -> None:
    for n in range(5):
        desk.file.write_bytes(b"n = %d\n" % n * 50)
        time.sleep(0.002)
    assert desk.rest()[-1] == desk.saved(b"n = 4\n" * 50)


def test_a_save_that_changes_nothing_is_not_told(desk: Desk) -> None:
    truncate_and_write(desk.file, b"before")
    temporary_and_rename(desk.file, b"before")
    delete_and_create(desk.file, b"before")
    assert desk.rest() == []


@pytest.mark.parametrize(
    "name", ["4913", ".01_save_me.py.swp", "01_save_me.py~", "#01_save_me.py#", "01_save_me.pyc"]
)
def test_an_editors_own_files_are_not_told(desk: Desk, name: str) -> None:
    desk.file.with_name(name).write_bytes(b"x")
    desk.file.with_name(name).unlink()
    assert desk.rest() == []


def test_an_emptied_file_is_told_empty(desk: Desk) -> None:
    desk.file.write_bytes(b"")
    assert [desk.told(), *desk.rest()] == [desk.saved(b"")]


@pytest.mark.parametrize("data", [b"\x00\xff\xfe", b"\xef\xbb\xbfx\r\n\ty", b"y" * 1_000_000])
def test_bytes_are_handed_over_as_they_are(desk: Desk, data: bytes) -> None:
    desk.file.write_bytes(data)
    assert [desk.told(), *desk.rest()][-1] == desk.saved(data)


def test_a_deleted_file_is_told_once_and_its_return_too(desk: Desk) -> None:
    desk.file.unlink()
    assert [desk.told(), *desk.rest()] == [Vanished(desk.file)]
    desk.file.write_bytes(b"before")
    assert [desk.told(), *desk.rest()] == [desk.saved(b"before")]


def test_a_file_renamed_away_is_told_as_vanished(desk: Desk) -> None:
    desk.file.rename(desk.file.with_name("other.py"))
    assert [desk.told(), *desk.rest()] == [Vanished(desk.file)]


def test_a_folder_in_a_files_place_is_told(desk: Desk) -> None:
    desk.file.unlink()
    desk.file.mkdir()
    assert [desk.told(), *desk.rest()] == [Unreadable(desk.file, "it is a folder, not a file")]


def test_a_file_too_long_is_told_with_its_length(desk: Desk) -> None:
    desk.file.write_bytes(b"x" * 5_000_000)
    why = "it is 5.0 MB long, and at most 1 MB are read"
    assert desk.rest()[-1] == Unreadable(desk.file, why)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_in_a_files_place_is_told_and_not_waited_for(desk: Desk) -> None:
    desk.file.unlink()
    os.mkfifo(desk.file)
    assert [desk.told(), *desk.rest()] == [Unreadable(desk.file, "it is not an ordinary file")]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read all")
def test_a_file_without_permission_is_told_and_told_again_when_it_may_be_read(desk: Desk) -> None:
    desk.file.chmod(0)
    assert desk.told() == Unreadable(desk.file, "you have no permission to read it")
    desk.file.chmod(0o644)
    assert desk.told() == desk.saved(b"before")


def test_a_chapter_that_goes_takes_its_files_and_one_that_comes_brings_them(desk: Desk) -> None:
    chapter = desk.file.parent
    aside = chapter.parents[1] / "aside"
    chapter.rename(aside)
    assert [desk.told(), *desk.rest()] == [Vanished(desk.file)]
    aside.rename(chapter)
    assert [desk.told(), *desk.rest()] == [desk.saved(b"before")]


def test_a_new_chapter_is_watched(desk: Desk) -> None:
    new = desk.file.parents[1] / "01_more" / "01_token_id.py"
    new.parent.mkdir()
    for data in (b"one", b"two"):
        new.write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        assert [desk.told(), *desk.rest()] == [Saved(new, data, digest)]
