"""The benchmark still works: every kind of figure comes, and its bounds are judged as told."""

import math
import subprocess
import sys
from pathlib import Path

from benchmarks.figure import Bound, Figure, row

from ctml_runner.wall.sandbox import Level, prove

ROOT = Path(__file__).resolve().parents[2]
KINDS = (
    "start of ctml watch to the first verdict",
    "save to verdict: with a law, pass, in place",
    "save to verdict: with a law, pass, by rename",
    "save to verdict: a failing law, fail, in place",
    "save to verdict: a failing law, fail, by rename",
    "slowest exercise, with a law: save_me",
    "save to the types event",
    "by hand, pass: mypy && pytest",
    "times faster, pass: mypy && pytest",
    "times faster, fail: mypy; pytest",
    "saves without exactly one verdict",
)


def test_a_quick_benchmark_takes_every_kind_of_figure() -> None:
    ran = subprocess.run(
        [sys.executable, "benchmarks/run.py", "--quick"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    rows = ran.stdout.splitlines()
    boxed = ("grading: verdicts a second",) if prove(Level.BUBBLEWRAP).held else ()
    kinds = (*boxed, *KINDS)
    assert [kind for kind in kinds if not any(line.startswith(kind) for line in rows)] == []
    assert [line.split()[-4:-1] for line in rows if line.startswith(KINDS[-1])] == [
        ["0.0", "0.0", "<"]
    ]


def test_a_figure_keeps_its_bounds_or_is_marked() -> None:
    values = tuple(float(value) for value in range(1, 101))
    assert (Figure("f", "ms", values).median, Figure("f", "ms", values).p95) == (50.5, 95.0)
    assert Figure("f", "ms", values, Bound(51, 96)).kept
    assert not Figure("f", "ms", values, Bound(50, 96)).kept
    assert not Figure("f", "ms", values, Bound(51, 95)).kept
    assert Figure("f", "x", values, Bound(50, at_least=True)).kept
    assert not Figure("f", "x", values, Bound(51, at_least=True)).kept
    assert row(Figure("f", "ms", values, Bound(50))).endswith("MISSED")


def test_a_figure_without_samples_keeps_no_bound() -> None:
    assert math.isnan(Figure("f", "ms", ()).median)
    assert not Figure("f", "ms", (), Bound(100)).kept
