"""Elsewhere: what other terminals write into the journal, so that ``ctml goto`` moves a watch."""

import threading
from collections.abc import Callable

from ctml_runner.journal import Journal, read

_EVERY = 1.0
"""Seconds between two looks at the journal's size."""


class OtherTerminals:
    """Looks at the journal once a second, in a thread of its own.

    Args:
        journal: the journal, which knows what was written through it.
        foreign: called when it holds something that was not.
    """

    def __init__(self, journal: Journal, foreign: Callable[[], None]) -> None:
        self._journal = journal
        self._foreign = foreign
        self._read = self._size()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="ctml-elsewhere", daemon=True)

    def start(self) -> None:
        """Begin to look; what was there before is known."""
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._ended.set()

    def _run(self) -> None:
        while not self._ended.wait(_EVERY):
            if self._size() != self._read and self._is_foreign():
                self._foreign()

    def _size(self) -> int:
        try:
            return self._journal.path.stat().st_size
        except OSError:  # there is none yet
            return 0

    def _is_foreign(self) -> bool:
        """Read the lines that have come, and tell whether one of them is another terminal's."""
        begin = self._read if self._read <= self._size() else 0  # it may be another file now
        try:
            with self._journal.path.open("rb") as file:
                file.seek(begin)
                data = file.read()
        except OSError:
            return False
        whole = data[: data.rfind(b"\n") + 1]  # half a line is read when it has come
        self._read = begin + len(whole)
        return any(record.id not in self._journal.own for record in read(whole).records)
