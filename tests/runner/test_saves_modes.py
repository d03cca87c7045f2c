"""How saves are noticed: events where they come, polling where not, and what becomes of folders."""

import hashlib
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ctml_runner.watch.events import BeatHandler, Events
from ctml_runner.watch.saves import Lost, Mode, Report, Saved, SaveSource, Watching

BY_EVENTS = Watching(Mode.EVENTS, 0, "")
SILENT = "the file system did not tell of a file that was written as a trial"
SHARED = "exercises lies on a shared file system (9p), which may not tell of saves"


class Desk:
    """A workspace that is being watched."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.folder = workspace / "exercises"
        self.file = self.folder / "00_first" / "01_save_me.py"
        self.file.parent.mkdir(parents=True)
        self.file.write_bytes(b"before")
        self.reports: queue.Queue[Report] = queue.Queue()
        self.sources: list[SaveSource] = []

    def watch(self, mode: Mode | None = None, *folders: Path) -> SaveSource:
        source = SaveSource(
            folders or [self.folder], lambda path: path.suffix == ".py", self.reports.put, mode=mode
        )
        self.sources.append(source)
        return source

    def told(self) -> Report:
        return self.reports.get(timeout=5)

    def saved(self, data: bytes) -> Saved:
        return Saved(self.file, data, hashlib.sha256(data).hexdigest())

    def silent(self, seconds: float = 0.4) -> bool:
        try:
            return self.reports.get(timeout=seconds) is None
        except queue.Empty:
            return True


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "workspace")
    yield desk
    for source in desk.sources:
        source.stop()


@pytest.fixture
def beats(monkeypatch: pytest.MonkeyPatch) -> list[BeatHandler]:
    """Make the file system silent about the trial, and return who would have heard of it."""
    handlers: list[BeatHandler] = []

    def add_probe(events: Events, handler: BeatHandler, folder: Path) -> None:
        handlers.append(handler)

    monkeypatch.setattr(Events, "add_probe", add_probe)
    return handlers


def test_events_are_tried_out_and_the_trial_leaves_nothing(desk: Desk) -> None:
    source = desk.watch()
    source.start()
    assert desk.told() == BY_EVENTS
    assert source.mode is Mode.EVENTS
    assert list((desk.workspace / ".ctml" / "probe").iterdir()) == []


def test_a_silent_file_system_is_noticed_polled_and_said(
    desk: Desk, beats: list[BeatHandler]
) -> None:
    source = desk.watch()
    source.start()
    assert desk.told() == Watching(Mode.POLLING, 140, SILENT)
    assert source.mode is Mode.POLLING
    desk.file.write_bytes(b"after")
    assert desk.told() == desk.saved(b"after")


def test_a_save_before_the_silence_is_noticed_is_not_missed(
    desk: Desk, beats: list[BeatHandler], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Events, "add", lambda events, handler, folder: None)
    desk.watch().start()
    desk.file.write_bytes(b"after")
    assert desk.told() == Watching(Mode.POLLING, 140, SILENT)
    assert desk.told() == desk.saved(b"after")


def test_an_event_that_comes_late_ends_the_polling(desk: Desk, beats: list[BeatHandler]) -> None:
    source = desk.watch()
    source.start()
    assert desk.told() == Watching(Mode.POLLING, 140, SILENT)
    beats[0]._heard()
    assert desk.told() == BY_EVENTS
    assert source.mode is Mode.EVENTS
    assert "ctml-poll" not in {thread.name for thread in threading.enumerate()}


def test_a_shared_file_system_is_polled_and_said(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ctml_runner.watch.saves.distrust", lambda folder: SHARED)
    desk.watch().start()
    assert desk.told() == Watching(Mode.POLLING, 140, SHARED)
    desk.file.write_bytes(b"after")
    assert desk.told() == desk.saved(b"after")


LIMITED = """
import hashlib, queue, sys
from pathlib import Path
from ctml_runner.watch.saves import SaveSource, Saved
file = Path(sys.argv[1])
reports = queue.Queue()
source = SaveSource([file.parents[1]], lambda path: path == file, reports.put)
source.start()
print(reports.get(timeout=5))
file.write_bytes(b"after")
print(reports.get(timeout=5).data)
source.stop()
"""


@pytest.mark.parametrize(
    ("limit", "count", "words"),
    [
        ("max_inotify_watches", 0, "inotify watch limit reached"),
        ("max_inotify_watches", 1, "inotify watch limit reached"),
        ("max_inotify_instances", 0, "inotify instance limit reached"),
    ],
)
def test_the_systems_limit_of_watches_is_met_by_polling(
    desk: Desk, limit: str, count: int, words: str
) -> None:
    limited = f'echo {count} > /proc/sys/user/{limit} && exec "$@"'
    argv = ["unshare", "--user", "--map-root-user", "sh", "-c", limited, "sh"]
    if not shutil.which("unshare") or subprocess.run([*argv, "true"], check=False).returncode:
        pytest.skip("limits of one's own need user namespaces")
    done = subprocess.run(
        [*argv, sys.executable, "-W", "error", "-c", LIMITED, str(desk.file)],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    why = f"the system can't watch the folders ({words})"
    assert (done.stdout, done.stderr) == (f"{Watching(Mode.POLLING, 140, why)}\nb'after'\n", "")


@pytest.mark.parametrize("mode", list(Mode))
def test_only_a_file_that_differs_from_what_is_known_is_told_at_the_start(
    desk: Desk, mode: Mode
) -> None:
    same, other, unknown = (desk.file.with_name(name) for name in ("1.py", "2.py", "3.py"))
    source = desk.watch(mode)
    for path in (same, other, unknown):
        path.write_bytes(b"now")
    source.known(same, hashlib.sha256(b"now").hexdigest())
    source.known(other, hashlib.sha256(b"then").hexdigest())
    source.start()
    assert isinstance(desk.told(), Watching)
    assert desk.told() == Saved(other, b"now", hashlib.sha256(b"now").hexdigest())
    assert desk.silent()


def deleted(desk: Desk) -> None:
    shutil.rmtree(desk.folder)


def renamed(desk: Desk) -> None:
    desk.folder.rename(desk.workspace / "elsewhere")


def taken_out(desk: Desk) -> None:
    desk.folder.rename(desk.workspace.with_name("elsewhere"))


def moved_with_all_its_workspace(desk: Desk) -> None:
    elsewhere = desk.workspace.rename(desk.workspace.with_name("elsewhere"))
    # Inside the moved folder nothing tells that it was moved; the next save does.
    (elsewhere / "exercises" / "00_first" / "01_save_me.py").write_bytes(b"there")


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("lose", [deleted, renamed, taken_out, moved_with_all_its_workspace])
def test_a_lost_folder_is_told_once_and_its_files_are_not(
    desk: Desk, mode: Mode, lose: Callable[[Desk], None]
) -> None:
    source = desk.watch(mode)
    source.known(desk.file, hashlib.sha256(b"before").hexdigest())
    source.start()
    assert isinstance(desk.told(), Watching)
    assert desk.silent(0.1)  # it has looked at what it knew, and holds no file open any more
    lose(desk)
    assert desk.told() == Lost(desk.folder)
    assert desk.silent()


@pytest.mark.parametrize("mode", list(Mode))
def test_a_folder_that_is_not_there_is_told_and_the_other_is_watched(
    desk: Desk, mode: Mode
) -> None:
    challenges = desk.workspace / "challenges"
    desk.watch(mode, desk.folder, challenges).start()
    told = {desk.told(), desk.told()}
    assert Lost(challenges) in told
    desk.file.write_bytes(b"after")
    assert desk.told() == desk.saved(b"after")


@pytest.mark.parametrize("mode", [Mode.EVENTS, Mode.POLLING, None])
def test_stopping_is_quick_and_leaves_no_thread(desk: Desk, mode: Mode | None) -> None:
    before = set(threading.enumerate())
    source = desk.watch(mode)
    source.start()
    desk.told()
    desk.file.write_bytes(b"after")
    begin = time.perf_counter()
    desk.sources.clear()
    source.stop()
    assert time.perf_counter() - begin < 0.1
    assert set(threading.enumerate()) == before


def test_a_file_moved_out_of_the_folder_does_not_hold_up_the_next_save(desk: Desk) -> None:
    desk.watch(Mode.EVENTS).start()
    assert desk.told() == BY_EVENTS
    desk.file.rename(desk.workspace / "backup")
    begin = time.perf_counter()
    desk.file.write_bytes(b"after")
    assert desk.told() == desk.saved(b"after")
    assert time.perf_counter() - begin < 0.2


def test_an_idle_watch_by_events_takes_no_processor_time(desk: Desk) -> None:
    desk.watch().start()
    assert desk.told() == BY_EVENTS
    begin = time.process_time()
    assert desk.silent(1.0)
    assert time.process_time() - begin < 0.005


def test_reading_a_file_is_not_a_save(desk: Desk) -> None:
    desk.watch().start()
    assert desk.told() == BY_EVENTS
    for _ in range(20):
        desk.file.read_bytes()
    assert desk.silent(0.1)
