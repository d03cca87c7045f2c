"""``ctml cohort grade``: verdicts a second at level 2, beside a shell loop of mypy and pytest."""

import json
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import msgspec
from benchmarks.by_hand import by_hand
from benchmarks.figure import TOLD, Bound, Figure
from benchmarks.pastes import Material
from benchmarks.resting import megabytes, own_seconds, tree
from benchmarks.watcher import CTML

from ctml_runner.cohort.received import PARTS, RECEIVED, Received
from ctml_runner.course.compose import digest_of

_FAST = Bound(25, at_least=True)
_TIMES = Bound(20, at_least=True)
_LINEAR = Bound(1.2)
_REGRADE = Bound(5_000)
_FLAT = Bound(1.2)
_LOOK = 0.25  # seconds between two looks at the processes
_GRADE = [*CTML, "cohort", "grade", "--json"]


@dataclass(frozen=True, slots=True)
class Class:
    """A synthetic class: each file is a solution or a known mistake, and none is like another.

    Attributes:
        root: the cohort's folder.
        learners: how many there are.
    """

    root: Path
    learners: int

    def make(self, materials: Sequence[Material], warm: Path) -> None:
        """Write the plan, the roster and the submissions; the cache is warm."""
        hidden = self.root / ".ctml-cohort"
        hidden.mkdir(parents=True)
        (hidden / "cache").symlink_to(warm / "cache")
        slugs = [one.exercise.slug for one in materials]
        items = "".join(f"{slug} = 1\n" for slug in slugs)
        (self.root / "cohort.toml").write_text(f'name = "Bench"\n[exercises]\n{items}')
        names = [f"l{number:05}" for number in range(self.learners)]
        (self.root / "roster.csv").write_text("id\n" + "\n".join(names) + "\n")
        for number, name in enumerate(names):
            parts = self.root / "submissions" / name / PARTS
            parts.mkdir(parents=True)
            for material in materials:
                text = material.text(passes=number % 2 == 0, number=number)
                (parts / f"{material.exercise.slug}.py").write_text(text, encoding="utf-8")
            self.account_for(name)

    def account_for(self, name: str) -> None:
        """Say that what lies there of a learner is what was collected: no other file is graded."""
        place = self.root / "submissions" / name
        files = {file.stem: digest_of(file.read_bytes()) for file in (place / PARTS).iterdir()}
        now = datetime.now(UTC)
        received = Received(name, "the bench", now, now, "", files)
        (place / RECEIVED).write_bytes(msgspec.json.encode(received))

    def pretend_graded(self, sample: bytes) -> None:
        """Let everybody have the verdicts that one learner has."""
        lines = [json.loads(line) for line in sample.splitlines()]
        now = datetime.now(UTC).isoformat()
        with (self.root / "results.jsonl").open("wb") as file:
            for number in range(self.learners):
                for line in lines:
                    told = line | {"learner": f"l{number:05}", "graded": now}
                    file.write(msgspec.json.encode(told) + b"\n")


@dataclass(frozen=True, slots=True)
class Run:
    """One run of grading.

    Attributes:
        verdicts: how many there were.
        seconds: from the command to its end.
        processor: seconds of processor time, of all that took part.
        peaks: MiB that all of it held at its largest, in the first half and in the second.
    """

    verdicts: int
    seconds: float
    processor: float
    peaks: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Amount:
    """How much is measured.

    Attributes:
        learners: in the class that is graded.
        large: in the class that is graded already.
        hand: of how many files the work is done by hand as well, spread over the exercises.
    """

    learners: int
    large: int
    hand: int


def figures(
    folder: Path, warm: Path, materials: Sequence[Material], amount: Amount
) -> Iterator[Figure]:
    """Grade a class, one of half its size, and a large one that is graded already.

    Args:
        folder: where the classes are made.
        warm: a folder with a warm cache.
        materials: the exercises.
        amount: how much of each.
    """
    learners = amount.learners
    half = _grade(folder / "half", learners // 2, materials, warm)
    whole = _grade(folder / "whole", learners, materials, warm)
    by_shell = tuple(_by_hand(folder / "hand", materials, amount.hand))
    yield Figure("grading: verdicts a second", "/s", (whole.verdicts / whole.seconds,), _FAST)
    each = whole.processor * 1000 / whole.verdicts
    yield Figure("grading: processor time a verdict, all processes", "ms", (each,), TOLD)
    yield Figure("by hand, one file: mypy && pytest", "ms", tuple(one * 1000 for one in by_shell))
    ratios = tuple(one / (whole.seconds / whole.verdicts) for one in by_shell)
    mean = sum(ratios) / len(ratios)
    yield Figure("times faster: a shell loop of mypy && pytest", "x", (mean,), _TIMES)
    linear = (whole.processor / whole.verdicts) / (half.processor / half.verdicts)
    yield Figure("processor time a verdict, twice the class", "x", (linear,), _LINEAR)
    yield Figure("memory at its largest, second half of the run", "MiB", (whole.peaks[1],))
    flat = whole.peaks[1] / max(whole.peaks[0], 1)
    yield Figure("memory, second half to first", "x", (flat,), _FLAT)
    yield _regrade(folder, warm, materials, amount.large)


def _regrade(folder: Path, warm: Path, materials: Sequence[Material], large: int) -> Figure:
    """Grade a large class again of which nothing has changed: every file is as one learner's."""
    seed = Class(folder / "one", 1)
    seed.make(materials, warm)
    _run(seed.root)
    many = Class(folder / "many", large)
    many.make(materials, warm)
    for name in (f"l{number:05}" for number in range(1, large)):
        for file in (seed.root / "submissions/l00000/parts").iterdir():
            (many.root / "submissions" / name / "parts" / file.name).write_bytes(file.read_bytes())
        many.account_for(name)
    many.pretend_graded((seed.root / "results.jsonl").read_bytes())
    began = time.perf_counter()
    told = _run(many.root)
    took = (time.perf_counter() - began) * 1000
    if told["graded"]:
        raise ValueError(told)
    return Figure(f"grading {large:,} learners again, nothing changed", "ms", (took,), _REGRADE)


def _grade(root: Path, learners: int, materials: Sequence[Material], warm: Path) -> Run:
    Class(root, learners).make(materials, warm)
    began = time.perf_counter()
    with (
        subprocess.Popen(
            _GRADE, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process,
        _Watching(process.pid) as watching,
    ):
        told = _last(process.communicate()[0])
    seconds = time.perf_counter() - began
    verdicts = told["graded"]
    if not isinstance(verdicts, int):
        raise TypeError(told)
    return Run(verdicts, seconds, watching.processor, watching.peaks())


def _run(root: Path) -> dict[str, object]:
    return _last(subprocess.run(_GRADE, cwd=root, capture_output=True, check=True).stdout)


def _last(lines: bytes) -> dict[str, object]:
    told: dict[str, object] = json.loads(lines.splitlines()[-1])
    return told


def _by_hand(folder: Path, materials: Sequence[Material], count: int) -> Iterator[float]:
    """Yield the seconds of each file by hand; the first, which fills the caches, isn't counted."""
    by_hand(folder, materials[0], materials[0].text(passes=True, number=0))
    for number in range(count):
        material = materials[number * len(materials) // count]
        yield by_hand(folder, material, material.text(passes=number % 2 == 0, number=number)).shell


class _Watching:
    """Looks at a process and all below it now and then: what they hold, and what they have used."""

    def __init__(self, root: int) -> None:
        self._root = root
        self._held: list[float] = []
        self._used = 0.0
        self._over = threading.Event()
        self._looking = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._looking.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._looking.join()

    @property
    def processor(self) -> float:
        """The seconds of processor time that all of them have used, up to the last look."""
        return self._used

    def peaks(self) -> tuple[float, float]:
        """Return the largest sums of the first and the second half, in MiB."""
        middle = max(len(self._held) // 2, 1)
        return max(self._held[:middle], default=0), max(self._held[middle:], default=0)

    def _look(self) -> None:
        while not self._over.wait(_LOOK):
            below = tree(self._root)
            self._used = max(self._used, sum(map(_used, below)))
            self._held.append(sum(map(_held, below)))


def _used(process: int) -> float:
    """Return what a process has used, with those it waited for; nothing if it has ended."""
    try:
        return own_seconds(process)
    except OSError:
        return 0.0


def _held(process: int) -> float:
    """Return the MiB that a process holds, shared parts in part; nothing if it has ended."""
    try:
        return megabytes(process)
    except (OSError, StopIteration):
        return 0.0
