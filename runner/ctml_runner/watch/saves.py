"""Saves: tells of every change to the learner's files, once, with the bytes that it left."""

import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import assert_never

from ctml_runner.settings import Saves
from ctml_runner.watch.events import BeatHandler, Events, FolderHandler
from ctml_runner.watch.polling import PERIOD, Poller, entries
from ctml_runner.watch.report import Lost, Mode, Report, Saved, Unreadable, Vanished, Watching
from ctml_runner.watch.settle import QUIET, Settling, Sign
from ctml_runner.watch.sight import look
from ctml_runner.watch.trust import distrust
from ctml_runner.watch.worker import Worker

__all__ = [
    "Lost",
    "Mode",
    "Report",
    "SaveSource",
    "Saved",
    "Unreadable",
    "Vanished",
    "Watching",
    "asked_mode",
]

PATIENCE = 0.250
"""Seconds that the trial's event may take before the file system counts as silent."""


def asked_mode(asked: Saves) -> Mode | None:
    """Return the mode that the settings ask for, or nothing if it is to be found out."""
    match asked:
        case Saves.AUTO:
            return None
        case Saves.EVENTS:
            return Mode.EVENTS
        case Saves.POLLING:
            return Mode.POLLING
        case _:
            assert_never(asked)


class SaveSource:
    """Watches folders and reports what becomes of the files in them.

    Every report is made in one thread, the watch's own. A lost folder is not watched again when
    it comes back: make a new source.

    Args:
        folders: absolute paths of the folders, such as a workspace's ``exercises``.
        wanted: whether an absolute path matters; editors' swap files do not.
        report: called with each report; must return soon.
        mode: the way to watch; by default events, and polling where none come.
        probe: a folder on the same file system to try out events in; by default
            ``.ctml/probe`` beside the first folder.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        wanted: Callable[[Path], bool],
        report: Callable[[Report], None],
        *,
        mode: Mode | None = None,
        probe: Path | None = None,
    ) -> None:
        self._folders = tuple(folders)
        self._lost: frozenset[Path] = frozenset()
        self._wanted = wanted
        self._report = report
        self._asked = mode
        self._mode = mode or Mode.EVENTS
        self._probe = probe or self._folders[0].parent / ".ctml" / "probe"
        self._trial = self._probe / str(os.getpid())
        self._silent_at: float | None = None
        self._settling = Settling(look, self._tell)
        self._worker = Worker("ctml-saves", self._attend)
        self._events: Events | None = None
        lose = self._worker.doing(self._lose)
        self._poller = Poller(self._remaining, wanted, self._heard, lose)

    @property
    def mode(self) -> Mode:
        """How saves are noticed at the moment."""
        return self._mode

    def known(self, path: Path, digest: str) -> None:
        """Take these bytes as reported already; ``start`` tells of the file if it differs."""
        self._worker.do(self._settling.known, path, digest)

    def start(self) -> None:
        """Begin to watch; a save after this returns is not missed."""
        for folder in self._folders:
            if not folder.is_dir():
                self._lose(folder)
        self._poller.remember()
        if self._asked is Mode.POLLING:
            self._worker.do(self._poll, "this was asked for")
        else:
            self._worker.do(self._open_events())
        self._worker.do(self._look_at_known)
        self._worker.start()

    def stop(self) -> None:
        """End all watching, and wait until it has ended; nothing is reported afterwards."""
        self._worker.stop()
        self._poller.stop()
        if self._events is not None:
            self._events.stop()
        with suppress(OSError):
            self._trial.unlink(missing_ok=True)

    def _attend(self, now: float) -> float | None:
        """Do what its time has come for, and return when the next thing's will."""
        if self._silent_at is not None and self._silent_at <= now:
            self._silent_at = None
            self._poll("the file system did not tell of a file that was written as a trial")
        dues = (self._silent_at, self._settling.attend(now))
        return min((due for due in dues if due is not None), default=None)

    # How saves are noticed.

    def _open_events(self) -> Callable[[], None]:
        """Ask the system for events, and return what is to be done next."""
        try:
            self._events = Events()
            for folder in self._remaining():
                self._events.add(self._handler(folder), folder)
            self._probe.mkdir(parents=True, exist_ok=True)
            arrived = self._worker.doing(self._rely_on_events)
            self._events.add_probe(BeatHandler(arrived), self._probe)
        except OSError as error:
            if self._events is not None:
                self._events.stop()
                self._events = None
            return partial(self._poll, f"the system can't watch the folders ({error.strerror})")
        return self._rely_on_events if self._asked is Mode.EVENTS else self._try_out

    def _handler(self, folder: Path) -> FolderHandler:
        do = self._worker.doing
        return FolderHandler(folder, self._heard, do(self._look_into), do(self._lose))

    def _try_out(self) -> None:
        """Find out whether events come; meanwhile trust that they do."""
        why = next(filter(None, map(distrust, self._remaining())), "")
        if why:
            self._poll(why)
            return
        try:
            self._trial.unlink(missing_ok=True)
            self._trial.touch()
        except OSError:  # nothing can be tried out here, and most file systems do tell
            self._rely_on_events()
        else:
            self._silent_at = time.monotonic() + PATIENCE

    def _rely_on_events(self) -> None:
        """Watch by events from now on, even if the first came so late that polling had begun."""
        self._silent_at = None
        self._poller.stop()
        with suppress(OSError):
            self._trial.unlink(missing_ok=True)
        self._mode = Mode.EVENTS
        self._report(Watching(Mode.EVENTS, 0, ""))

    def _poll(self, why: str) -> None:
        """Begin to poll, and say why; events that come all the same stay welcome."""
        self._poller.start()
        self._mode = Mode.POLLING
        self._report(Watching(Mode.POLLING, round((PERIOD + QUIET) * 1000), why))

    # What is noticed.

    def _heard(self, path: Path, sign: Sign) -> None:
        """Take a sign from any thread."""
        if self._wanted(path):
            self._worker.do(self._hear, path, sign, time.monotonic())

    def _hear(self, path: Path, sign: Sign, now: float) -> None:
        if self._folder_of(path) is not None:
            self._settling.heard(path, sign, now)

    def _look_into(self, folder: Path) -> None:
        """Look at all that was or is in a folder that came, went or moved."""
        found = {Path(entry.path) for entry in entries(folder)}
        for path in {folder, *found, *self._settling.below(folder)}:
            self._heard(path, Sign.TOUCHED)

    def _look_at_known(self) -> None:
        """Look at what was known at the start: it may have been saved just before."""
        for folder in self._remaining():
            for path in self._settling.below(folder):
                self._heard(path, Sign.WHOLE)

    def _tell(self, what: Saved | Vanished | Unreadable) -> None:
        """Report what became of a file, unless its whole folder is gone."""
        folder = self._folder_of(what.path)
        if folder is not None and isinstance(what, Vanished) and not folder.is_dir():
            self._lose(folder)
        else:
            self._report(what)

    def _lose(self, folder: Path) -> None:
        """Report a folder as lost, once."""
        if folder not in self._lost:
            self._lost |= {folder}
            self._settling.forget(folder)
            self._worker.do(self._report, Lost(folder))

    def _remaining(self) -> tuple[Path, ...]:
        return tuple(folder for folder in self._folders if folder not in self._lost)

    def _folder_of(self, path: Path) -> Path | None:
        return next((folder for folder in self._remaining() if folder in path.parents), None)
