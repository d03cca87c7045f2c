"""A program that drives ``ctml watch --json``: it saves files and takes the time of each line."""

import hashlib
import json
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Self

CTML = (sys.executable, "-m", "ctml_runner")
_PATIENCE = 30.0  # seconds without any line after which a save counts as missed


class Style(StrEnum):
    """How an editor writes."""

    IN_PLACE = "in place"
    RENAME = "by rename"


@dataclass(frozen=True, slots=True)
class Line:
    """One object that ``ctml watch --json`` wrote, and when it came, on `time.perf_counter`."""

    told: dict[str, object]
    at: float

    @property
    def event(self) -> object:
        """Which event it is."""
        return self.told["event"]


@dataclass(frozen=True, slots=True)
class Answer:
    """All that came from just before a save until its verdict.

    Attributes:
        began: when the write began.
        lines: what came, the verdict last.
    """

    began: float
    lines: tuple[Line, ...]

    @property
    def verdict(self) -> dict[str, object]:
        """The verdict."""
        return self.lines[-1].told

    @property
    def seconds(self) -> float:
        """From just before the write until the verdict's line had come."""
        return self.lines[-1].at - self.began

    @property
    def types_seconds(self) -> float:
        """From just before the write until the line of the type check had come."""
        return next(line.at for line in self.lines if line.event == "types") - self.began


class Watcher:
    """``ctml watch --json`` at work in a workspace; a context manager that ends it."""

    def __init__(self, workspace: Path) -> None:
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            [*CTML, "watch", "--json"],
            cwd=workspace,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.verdicts: Counter[object] = Counter()
        self._lines: SimpleQueue[Line] = SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate(b"q\n", timeout=20)

    def _read(self) -> None:
        if self.process.stdout is None:
            raise ValueError("no pipe was asked for")
        while text := self.process.stdout.readline():
            line = Line({}, time.perf_counter())
            line.told.update(json.loads(text))
            if line.event == "verdict":
                self.verdicts[line.told["file_digest"]] += 1
            self._lines.put(line)

    def next_line(self, patience: float = _PATIENCE) -> Line:
        """Wait for the next line.

        Raises:
            TimeoutError: none came.
        """
        try:
            return self._lines.get(timeout=patience)
        except Empty:
            raise TimeoutError(f"no line for {patience:g} s") from None

    def until(self, event: str) -> tuple[Line, ...]:
        """Return all lines up to the next one of this event."""
        lines = [self.next_line()]
        while lines[-1].event != event:
            lines.append(self.next_line())
        return tuple(lines)

    def save(self, file: Path, text: str, style: Style = Style.IN_PLACE) -> Answer:
        """Write the file and wait for the verdict on exactly these bytes."""
        data = text.encode()
        digest = hashlib.sha256(data).hexdigest()
        began = time.perf_counter()
        write(file, data, style)
        lines = list(self.until("verdict"))
        while lines[-1].told["file_digest"] != digest:
            lines.extend(self.until("verdict"))
        return Answer(began, tuple(lines))


def write(file: Path, data: bytes, style: Style) -> None:
    """Write as an editor of this style does."""
    if style is Style.IN_PLACE:
        file.write_bytes(data)
    else:
        beside = file.with_name(f".{file.name}.tmp")
        beside.write_bytes(data)
        beside.replace(file)


def make_workspace(folder: Path) -> Path:
    """Make an initialised workspace in a new folder, with a warm cache."""
    subprocess.run([*CTML, "init", str(folder)], check=True, capture_output=True)
    return folder.resolve()
