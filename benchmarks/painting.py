"""What a learner sees, and when: the live screen on a real terminal, beside the JSON lines."""

import sys
import time
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from statistics import median
from typing import Self

from benchmarks.figure import Bound, Figure
from benchmarks.resting import processor_seconds
from benchmarks.watcher import Style, Watcher, write
from tests.screens.terminal import Terminal

from ctml_runner.course.curriculum import read_curriculum

WATCH = (sys.executable, "-m", "ctml_runner", "watch", "--no-editor")
_PAINT, _MORE, _NOTHING = Bound(600), Bound(60), Bound(50)
_KEYS, _TICKED = "q quit", " ms"
_ROWS, _COLUMNS = 50, 100
_ROUNDS = 4


class Painting:
    """``ctml watch`` at work on a terminal of its own; a context manager that ends it."""

    def __init__(self, workspace: Path) -> None:
        self.began = time.perf_counter()
        self.terminal = Terminal(WATCH, workspace, _ROWS, _COLUMNS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.terminal.press("q")
        self.terminal.ended()
        self.terminal.__exit__()

    def until(self, text: str) -> float:
        """Return when `text` is seen, on `time.perf_counter`."""
        self.terminal.until(text)
        return time.perf_counter()


def figures(workspace: Path, starts: int, saves: int, idle: float) -> Iterator[Figure]:
    """Start it some times, save beside the JSON lines in turn, and let it rest."""
    yield Figure(
        "start of ctml watch to the first paint", "ms", tuple(_starts(workspace, starts)), _PAINT
    )
    painted, told = _in_turn(workspace, saves)
    yield Figure("save to the painted verdict, a failing test", "ms", painted)
    yield Figure("the same save to its JSON line", "ms", told)
    more = (median(painted) - median(told),)
    yield Figure("painting more than the JSON line, of the medians", "ms", more, _MORE)
    if Path("/proc/self/stat").exists():
        used = (_rest(workspace, idle),)
        yield Figure(f"processor time in {idle:g} s of idle live screen", "ms", used, _NOTHING)


def _starts(workspace: Path, times: int) -> Iterator[float]:
    for _ in range(times):
        with Painting(workspace) as painting:
            yield (painting.until(_KEYS) - painting.began) * 1000
            painting.until(_TICKED)


def _in_turn(workspace: Path, saves: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return how long saves took until they were painted, and until they were told in JSON.

    The two take turns in some rounds, so that a busy machine is busy for both.
    """
    file, texts = _texts(workspace)
    painted: list[float] = []
    told: list[float] = []
    rounds = min(_ROUNDS, saves)
    for _ in range(rounds):
        with Painting(workspace) as painting:
            painting.until(_TICKED)
            painted += _painted(painting, file, [next(texts) for _ in range(saves // rounds + 1)])
        with Watcher(workspace) as watcher:
            watcher.until("verdict")
            told += [
                watcher.save(file, text).seconds * 1000
                for _, text in [next(texts) for _ in range(saves // rounds + 1)]
            ][1:]
    return tuple(painted), tuple(told)


def _painted(painting: Painting, file: Path, texts: Sequence[tuple[str, str]]) -> Iterator[float]:
    """Save each text and yield the milliseconds until what it prints is seen, but for the first."""
    for number, (printed, text) in enumerate(texts):
        began = time.perf_counter()
        write(file, text.encode(), Style.IN_PLACE)
        seen = painting.until(printed)
        if number:
            yield (seen - began) * 1000
        time.sleep(0.05)


def _texts(workspace: Path) -> tuple[Path, Iterator[tuple[str, str]]]:
    """Return a file, and what is saved in it: the start, which prints a number of its own."""
    exercise = read_curriculum().course[0]
    numbered = ((f"save number {number}.", number) for number in count(100))
    texts = (
        (printed, f'{exercise.start}print("save number {number}.")\n{exercise.checks}')
        for printed, number in numbered
    )
    return workspace / exercise.path, texts


def _rest(workspace: Path, seconds: float) -> float:
    """Return the milliseconds of processor time that all of it uses in some idle seconds."""
    with Painting(workspace) as painting:
        painting.until(_TICKED)
        time.sleep(1)  # let the first judgement end
        before = processor_seconds(painting.terminal.process.pid)
        time.sleep(seconds)
        return (processor_seconds(painting.terminal.process.pid) - before) * 1000
