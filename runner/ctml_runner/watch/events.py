"""Events: saves as the operating system tells of them, through watchdog."""

import logging
import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileAttribEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from ctml_runner.watch.settle import Sign

PAIRING = 0.002
"""Seconds for which watchdog may hold back half a move, waiting for the other half."""

_OF_FOLDERS: list[type[FileSystemEvent]] = [DirMovedEvent, DirDeletedEvent]
# Nothing of files being opened or read: the judge opens them too, and an idle watch must sleep.
_OF_FILES: list[type[FileSystemEvent]] = [
    *[DirCreatedEvent, FileAttribEvent, FileClosedEvent, FileCreatedEvent],
    *[FileDeletedEvent, FileModifiedEvent, FileMovedEvent],
]


class FolderHandler(FileSystemEventHandler):
    """Translates events in a watched folder.

    Args:
        folder: the folder.
        heard: called with a file's path and what was heard of it.
        shuffled: called with a folder below that came, went or moved.
        lost: called when the watched folder itself went or moved.
    """

    def __init__(
        self,
        folder: Path,
        heard: Callable[[Path, Sign], None],
        shuffled: Callable[[Path], None],
        lost: Callable[[Path], None],
    ) -> None:
        self._folder = folder
        self._heard = heard
        self._shuffled = shuffled
        self._lost = lost

    def dispatch(self, event: FileSystemEvent) -> None:
        """Take one event from watchdog's thread."""
        source, target = _path(event.src_path), _path(event.dest_path)
        match event:
            case DirDeletedEvent() | DirMovedEvent() if source == self._folder:
                self._lost(self._folder)
            case DirCreatedEvent() | DirDeletedEvent() | DirMovedEvent():
                for folder in filter(self._holds, (source, target)):
                    self._shuffled(folder)
            case FileMovedEvent():
                self._tell(source, Sign.GONE)
                self._tell(target, Sign.WHOLE)
            case FileClosedEvent():
                self._tell(source, Sign.WHOLE)
            case FileDeletedEvent():
                self._tell(source, Sign.GONE)
            case _:
                self._tell(source, Sign.TOUCHED)

    def _tell(self, path: Path, sign: Sign) -> None:
        if self._holds(path):
            self._heard(path, sign)

    def _holds(self, path: Path) -> bool:
        return self._folder in path.parents


class BeatHandler(FileSystemEventHandler):
    """Calls back when a file was written in the probe's folder."""

    def __init__(self, heard: Callable[[], None]) -> None:
        self._heard = heard

    def dispatch(self, event: FileSystemEvent) -> None:
        """Take one event from watchdog's thread."""
        del event
        self._heard()


class Events:
    """One watchdog observer over all the folders.

    Raises:
        OSError: the system's limit of watches or watchers is reached.
    """

    def __init__(self) -> None:
        # What watchdog warns of (a folder that left and came back, say) is not for the learner.
        logging.getLogger("watchdog").addHandler(logging.NullHandler())
        warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"watchdog\.")
        self._observer = _observer()
        self._observer.start()

    def add(self, handler: FolderHandler, folder: Path) -> None:
        """Watch a folder, however deep, and what becomes of the folder itself.

        Raises:
            OSError: the system's limit of watches is reached.
        """
        with _prompt_moves():
            self._observer.schedule(
                handler, str(folder), recursive=True, event_filter=[*_OF_FILES, *_OF_FOLDERS]
            )
            # A folder is not told that it is moved; its parent is.
            self._observer.schedule(handler, str(folder.parent), event_filter=_OF_FOLDERS)

    def add_probe(self, handler: BeatHandler, folder: Path) -> None:
        """Watch the probe's folder.

        Add it last: watchdog keeps silent where it may not watch a folder below another, but
        then the limit is reached, and this watch fails as well.

        Raises:
            OSError: the system's limit of watches is reached.
        """
        self._observer.schedule(handler, str(folder), event_filter=[FileCreatedEvent])

    def stop(self) -> None:
        """End all watching, and wait until it has ended."""
        self._observer.stop()
        self._observer.join()


def _path(name: bytes | str) -> Path:
    return Path(os.fsdecode(name))


def _observer() -> BaseObserver:
    """Return the system's observer; on Linux, one that tells of moves from or to elsewhere."""
    with suppress(ImportError):
        from watchdog.observers.inotify import InotifyObserver  # noqa: PLC0415 - Linux only

        return InotifyObserver(generate_full_events=True)
    return Observer()


@contextmanager
def _prompt_moves() -> Iterator[None]:
    """Let what is scheduled within wait less for the other half of a move.

    A save by rename is a move, and watchdog's own half a second is far longer than judging takes.
    """
    try:
        from watchdog.observers.inotify_move_event_grouper import (  # noqa: PLC0415 - Linux only
            InotifyMoveEventGrouper,
        )
    except ImportError:
        yield
        return
    usual = InotifyMoveEventGrouper.delay
    InotifyMoveEventGrouper.delay = PAIRING
    try:
        yield
    finally:
        InotifyMoveEventGrouper.delay = usual
