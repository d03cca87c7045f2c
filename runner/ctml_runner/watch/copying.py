"""Copies of the journal in a shared folder, by which whoever teaches sees who is stuck."""

import getpass
import platform
import re
import threading
from collections.abc import Callable
from pathlib import Path

from ctml_runner.course.placing import place

_LAST = 2.0
"""Seconds that the end of the watch waits for the last copy; a network may take longer."""


class Copies:
    """Copies the journal whenever it has grown, in a thread of its own: no save waits for that.

    Args:
        journal: the learner's journal.
        target: where its copy stands; whole at every moment.
        failed: called with the error when it can't be written, once until it can again.
    """

    def __init__(self, journal: Path, target: Path, failed: Callable[[OSError], None]) -> None:
        self._journal = journal
        self._target = target
        self._failed = failed
        self._grown = threading.Event()
        self._ending = False
        self._thread = threading.Thread(target=self._run, name="ctml-copies", daemon=True)

    def start(self) -> None:
        """Begin, with a copy of what is there."""
        self._grown.set()
        self._thread.start()

    def note(self) -> None:
        """Copy soon; what grows while a copy is being made is copied after it, at once."""
        self._grown.set()

    def stop(self) -> None:
        """Make the last copy, and end; a folder that doesn't answer is not waited for."""
        self._ending = True
        self._grown.set()
        self._thread.join(_LAST)

    def _run(self) -> None:
        well = True
        while not self._ending:
            self._grown.wait()
            self._grown.clear()
            try:
                self._copy()
                well = True
            except OSError as error:
                if well:
                    self._failed(error)
                well = False

    def _copy(self) -> None:
        data = self._journal.read_bytes() if self._journal.exists() else b""
        place(self._target, data)


def copy_name(asked: str) -> str:
    """Return the name of a learner's copy, without its ending: as asked, else user and machine."""
    return re.sub(r"[^\w.@-]+", "-", asked.strip()).strip("-.") or _user_and_machine()


def _user_and_machine() -> str:
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # nobody, as in some containers
        user = "learner"
    return re.sub(r"[^\w.@-]+", "-", f"{user}-{platform.node() or 'machine'}")
