"""``ctml check`` over the course, and the same by hand: a shell loop of mypy and pytest."""

import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.by_hand import by_hand
from benchmarks.figure import Bound, Figure
from benchmarks.pastes import Material
from benchmarks.watcher import CTML

_TENTH = Bound(10, at_least=True)


def figures(
    workspace: Path, hand: Path, materials: Sequence[Material], times: int
) -> Iterator[Figure]:
    """Time both on the same files, all solved, in turn."""
    checks, loops = [], []
    for turn in range(times):
        for material in materials:
            text = material.text(passes=True, number=90_000 + turn)
            material.file.write_text(text, encoding="utf-8")
        began = time.perf_counter()
        subprocess.run([*CTML, "check"], cwd=workspace, check=True, capture_output=True)
        checks.append(time.perf_counter() - began)
        texts = [(one, one.text(passes=True, number=90_000 + turn)) for one in materials]
        loops.append(sum(by_hand(hand, one, text).both for one, text in texts))
    ratios = tuple(loop / check for loop, check in zip(loops, checks, strict=True))
    yield Figure("ctml check, every exercise", "ms", tuple(one * 1000 for one in checks))
    yield Figure("a loop of mypy and pytest over them", "ms", tuple(one * 1000 for one in loops))
    yield Figure("times faster: ctml check", "x", ratios, _TENTH)
