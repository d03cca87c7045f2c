"""``make bench``: the figures of docs/performance.md, each with its bound.

Exits with 1 if a bound is missed. ``--quick`` takes a few samples of one exercise, to see that
everything still works; such figures say nothing about speed and their bounds don't count.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import (
    commanding,
    generation_speed,
    grading,
    painting,
    paired,
    resting,
    saving,
    starting,
    tokenizing,
    training_speed,
    whole_course,
)
from benchmarks.figure import HEADER, Figure, row
from benchmarks.pastes import material
from benchmarks.watcher import Watcher, make_workspace

from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.wall.sandbox import Level, prove


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured.

    Attributes:
        exercises: how many of the course's; None for all.
        saves: of each exercise in each way.
        pairs: how many of those with the work by hand beside them.
        starts: of ``ctml watch``.
        commands: runs of ``ctml hint``.
        checks: of the whole course.
        idle: seconds.
        turns: of a model beside PyTorch's.
        graded: a class that is graded, where level 2 is held.
    """

    exercises: int | None
    saves: int
    pairs: int
    starts: int
    commands: int
    checks: int
    idle: float
    turns: int
    graded: grading.Amount


FULL = Size(
    exercises=None,
    saves=40,
    pairs=2,
    starts=10,
    commands=15,
    checks=3,
    idle=20.0,
    turns=21,
    graded=grading.Amount(learners=200, large=1000, hand=8),
)
QUICK = Size(
    exercises=1,
    saves=2,
    pairs=1,
    starts=1,
    commands=2,
    checks=1,
    idle=1.0,
    turns=1,
    graded=grading.Amount(learners=4, large=10, hand=1),
)


def measure(size: Size, folder: Path) -> Iterator[Figure]:
    """Take all figures in new workspaces below `folder`."""
    workspace = make_workspace(folder / "workspace")
    hand = folder / "by_hand"
    hand.mkdir()
    materials = material(read_curriculum(), workspace)[: size.exercises]
    yield from tokenizing.figures(size.checks)
    yield from starting.figures(workspace, size.starts)
    yield from commanding.figures(workspace, size.commands)
    with Watcher(workspace) as watcher:
        watcher.until("verdict")
        saves = tuple(saving.take(watcher, materials, hand, size.saves, size.pairs))
        yield from saving.figures(saves, watcher)
        yield from resting.figures(watcher, size.idle)
    yield from painting.figures(workspace, size.starts, size.saves, size.idle)
    if size.exercises is None:
        yield from whole_course.figures(workspace, hand, materials, size.checks)
    boxed = prove(Level.BUBBLEWRAP)
    if boxed.held:
        classes = folder / "classes"
        yield from grading.figures(classes, workspace / ".ctml", materials, size.graded)
    else:
        print(f"(no figures of grading: level 2 is not held here: {boxed.why})")
    if paired.TORCH.exists():
        yield from training_speed.figures(size.turns)
        yield from generation_speed.figures(size.turns)
    else:
        print("(no figures beside PyTorch's: it is not here, and `make test-oracle` gets it)")


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a few samples of one exercise")
    size = QUICK if parser.parse_args().quick else FULL
    kept = True
    print(HEADER, flush=True)
    with tempfile.TemporaryDirectory(prefix="ctml-bench-") as folder:
        for figure in measure(size, Path(folder)):
            print(row(figure), flush=True)
            kept &= figure.kept
    if size is QUICK:
        print("(a quick look: the bounds don't count)")
        return 0
    print("every bound is kept" if kept else "a bound is MISSED")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
