"""A command that answers and ends: ``ctml hint`` beside a Python that does nothing."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import TOLD, Bound, Figure

_AT_ONCE = Bound(150)
_HINT = [sys.executable, "-m", "ctml_runner", "hint"]
_NOTHING = [sys.executable, "-c", "pass"]


def figures(workspace: Path, times: int) -> Iterator[Figure]:
    """Run both in turn some times over, so that both meet the same machine."""
    _took(_HINT, workspace)  # whatever only the first run does is done
    pairs = [(_took(_HINT, workspace), _took(_NOTHING, workspace)) for _ in range(times)]
    hint, nothing = zip(*pairs, strict=True)
    yield Figure("ctml hint, from the command to its end", "ms", hint, _AT_ONCE)
    yield Figure("beside it, python -c pass", "ms", nothing, TOLD)


def _took(command: list[str], folder: Path) -> float:
    began = time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - began) * 1000
