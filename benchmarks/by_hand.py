"""The same work by hand: the tools that anyone has, their caches warm."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pastes import Material

MYPY = (sys.executable, "-m", "mypy", "--strict")
PYTEST = (sys.executable, "-m", "pytest", "-q")


@dataclass(frozen=True, slots=True)
class ByHand:
    """How long each tool took.

    Attributes:
        mypy: seconds of ``mypy --strict FILE``.
        pytest: seconds of ``pytest FILE``.
        mypy_passed: whether ``&&`` would have gone on to pytest.
    """

    mypy: float
    pytest: float
    mypy_passed: bool

    @property
    def both(self) -> float:
        """``mypy --strict FILE; pytest FILE``: all that the verdict holds."""
        return self.mypy + self.pytest

    @property
    def shell(self) -> float:
        """``mypy --strict FILE && pytest FILE``: it stops at the first type error."""
        return self.both if self.mypy_passed else self.mypy


def by_hand(folder: Path, material: Material, text: str) -> ByHand:
    """Save a file in a folder of its own, and run the tools on it as in a shell."""
    file = folder / material.exercise.path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    mypy, passed = _timed(MYPY, file, folder)
    pytest, _ = _timed(PYTEST, file, folder)
    return ByHand(mypy, pytest, passed)


def _timed(command: tuple[str, ...], file: Path, folder: Path) -> tuple[float, bool]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("PYTEST")}
    began = time.perf_counter()
    ran = subprocess.run(
        [*command, str(file.relative_to(folder))],
        cwd=folder, env=kept, capture_output=True, check=False,
    )  # fmt: skip
    return time.perf_counter() - began, ran.returncode == 0
