"""Two programs that do the same work in turns, so that whatever disturbs one disturbs the other."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import TracebackType
from typing import Self

FOLDER = Path(__file__).parent
TORCH = FOLDER.parent / ".oracle" / "bin" / "python"
"""The environment of ``make test-oracle``, which alone has PyTorch."""

CHOICES_OF_OTHERS = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
"""A BLAS that was told which processor it runs on may run on half of it."""


class Program:
    """A process that is asked for rounds of work, and answers with their seconds."""

    def __init__(self, python: str | Path, script: str, *words: str) -> None:
        kept = {name: text for name, text in os.environ.items() if name not in CHOICES_OF_OTHERS}
        if script == "core_model.py":
            kept["OPENBLAS_NUM_THREADS"] = "1"
        self._process = subprocess.Popen(
            [str(python), str(FOLDER / script), *words],
            env=kept, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def seconds(self, rounds: int) -> float:
        """Return the median seconds of so many rounds."""
        assert self._process.stdin
        assert self._process.stdout
        print(rounds, file=self._process.stdin, flush=True)
        return median(map(float, self._process.stdout.readline().split()))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._process.communicate()


@dataclass(frozen=True, slots=True)
class Pair:
    """The seconds of a round of each, taken one right after the other."""

    ours: float
    theirs: float

    @property
    def faster(self) -> float:
        """How many times faster ours is."""
        return self.theirs / self.ours


def core(work: str, workers: int) -> Program:
    """Return the core at work."""
    return Program(sys.executable, "core_model.py", work, str(workers))


def torch(work: str, threads: int) -> Program:
    """Return PyTorch at the same work."""
    return Program(TORCH, "torch_model.py", work, str(threads))


def pairs(ours: Program, theirs: Program, count: int, rounds: int) -> Iterator[Pair]:
    """Yield pairs after a warm-up of each; every other one begins with theirs."""
    ours.seconds(rounds), theirs.seconds(rounds)
    for place in range(count):
        if place % 2:
            second = theirs.seconds(rounds)
            yield Pair(ours.seconds(rounds), second)
        else:
            first = ours.seconds(rounds)
            yield Pair(first, theirs.seconds(rounds))
