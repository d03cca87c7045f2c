"""Settling: when to look at a file that something happened to, and what to make of the look.

A digest decides whether anything changed, so looking too often costs little and tells nothing
twice; what matters is to look soon enough, and once more after the last write.
"""

import hashlib
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import assert_never

from ctml_runner.watch.report import Saved, Unreadable, Vanished
from ctml_runner.watch.sight import Nothing, Sight

QUIET = 0.040
"""Seconds without a sign after which a writer that still holds the file is taken to be done."""
EMPTY = 0.060
"""Seconds for which a file must stay empty: most editors empty it just before they write."""
GONE = 0.300
"""Seconds for which a file must stay away: some editors delete it just before they write."""


class Sign(Enum):
    """What was heard of a file."""

    WHOLE = "closed by its writer, or moved into place"
    TOUCHED = "created, written to, or otherwise changed"
    GONE = "deleted, or moved away"
    DOUBTFUL = "nothing, but the file system may have failed to tell"


class Settling:
    """What is known of each file, and what is still in doubt.

    Time is handed in, so that this can be tested without a clock.

    Args:
        look: reads a file.
        tell: receives each change, once.
    """

    def __init__(
        self,
        look: Callable[[Path], Sight],
        tell: Callable[[Saved | Vanished | Unreadable], None],
    ) -> None:
        self._look = look
        self._tell = tell
        self._told: dict[Path, str | Vanished | Unreadable] = {}
        self._due: dict[Path, float] = {}
        self._empty_since: dict[Path, float] = {}
        self._gone_since: dict[Path, float] = {}
        self._doubtful: set[Path] = set()

    def known(self, path: Path, digest: str) -> None:
        """Take these bytes as told already."""
        self._told[path] = digest

    def heard(self, path: Path, sign: Sign, now: float) -> None:
        """Note a sign; ``attend`` acts on it."""
        match sign:
            case Sign.WHOLE:
                self._due[path] = now
            case Sign.TOUCHED:
                self._due[path] = now + QUIET
            case Sign.GONE:
                self._gone_since.setdefault(path, now)
                self._due[path] = now + GONE
            case Sign.DOUBTFUL:
                if path not in self._due:
                    self._due[path] = now
                    self._doubtful.add(path)
            case _:
                assert_never(sign)

    def attend(self, now: float) -> float | None:
        """Look at every file whose time has come, and return when the next one's will."""
        for path in [path for path, due in self._due.items() if due <= now]:
            if self._due.pop(path, None) is not None:  # the one before may have made us forget it
                self._attend_to(path, now)
                self._doubtful.discard(path)
        return min(self._due.values(), default=None)

    def below(self, folder: Path) -> list[Path]:
        """Return the files in the folder, however deep, of which anything is known or awaited."""
        return [path for path in self._told.keys() | self._due.keys() if folder in path.parents]

    def forget(self, folder: Path) -> None:
        """Forget all that is known or awaited in the folder."""
        for path in self.below(folder):
            for memory in (self._told, self._due, self._empty_since, self._gone_since):
                memory.pop(path, None)
            self._doubtful.discard(path)

    def _attend_to(self, path: Path, now: float) -> None:
        match self._look(path):
            case Nothing.CHANGING:
                self.heard(path, Sign.TOUCHED, now)
            case Nothing.ABSENT:
                self._empty_since.pop(path, None)
                if self._lasted(path, self._gone_since, GONE, now):
                    self._once(path, Vanished(path))
            case Unreadable() as unreadable:
                self._certain(path)
                self._once(path, unreadable)
            case b"":
                self._gone_since.pop(path, None)
                if self._lasted(path, self._empty_since, EMPTY, now):
                    self._saved(path, b"", now)
            case data:
                self._certain(path)
                self._saved(path, data, now)

    def _lasted(self, path: Path, since: dict[Path, float], enough: float, now: float) -> bool:
        """Whether it has been so for long enough; if not, look again when it will have been."""
        end = since.setdefault(path, now) + enough
        if now < end:
            self._due[path] = end
            return False
        del since[path]
        return True

    def _certain(self, path: Path) -> None:
        self._empty_since.pop(path, None)
        self._gone_since.pop(path, None)

    def _saved(self, path: Path, data: bytes, now: float) -> None:
        digest = hashlib.sha256(data).hexdigest()
        if self._told.get(path) == digest:
            return
        if path in self._doubtful:  # caught in the act: let the writer finish
            self._doubtful.discard(path)
            self.heard(path, Sign.TOUCHED, now)
        else:
            self._told[path] = digest
            self._tell(Saved(path, data, digest))

    def _once(self, path: Path, what: Vanished | Unreadable) -> None:
        if self._told.get(path) != what:
            self._told[path] = what
            self._tell(what)
