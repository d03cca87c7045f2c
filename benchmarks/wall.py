"""What one verdict of the wall costs: CPU of the trusted process, and of the box with its workers.

    .venv/bin/python benchmarks/wall.py [PARTS]

Judges PARTS copies of each solution (20, unless told otherwise), which all pass, in the strongest
box that holds here. CPU is read from the kernel's own count of every process below this one.
"""

import os
import statistics
import sys
import time
from pathlib import Path

from ctml_runner.authoring.sources import read_course
from ctml_runner.wall.limits import PartLimits
from ctml_runner.wall.opening import open_wall
from ctml_runner.wall.sandbox import best

_TICK = os.sysconf("SC_CLK_TCK")


def cpu_below(process: int) -> float:
    """Return the seconds of CPU that a process's descendants have taken, ended ones included."""
    parents, spent = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(fields[1])
        spent[int(stat.parent.name)] = sum(map(int, fields[11:15])) / _TICK
    below = {process}
    while more := {one for one, parent in parents.items() if parent in below} - below:
        below |= more
    return sum(spent[one] for one in below - {process})


def main() -> None:
    """Print the figures of each exercise, and their median."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    course = read_course(Path(__file__).parent.parent)
    box = best()
    figures = []
    with open_wall(box) as wall:
        first = course.entries[0]
        wall.judge(first.exercise, [first.solution.part], 0, PartLimits())  # all is warm
        for seed, entry in enumerate(course.entries):
            before, began = cpu_below(os.getpid()), time.perf_counter()
            verdicts = wall.judge(entry.exercise, [entry.solution.part] * count, seed, PartLimits())
            seconds = (time.perf_counter() - began) / count
            cpu = (cpu_below(os.getpid()) - before) / count
            figures.append(cpu)
            passed = sum(verdict.passed for verdict in verdicts)
            print(f"{entry.exercise.slug:32} {passed:3} of {count} pass  "
                  f"CPU {cpu * 1000:6.1f} ms  elapsed {seconds * 1000:6.1f} ms")  # fmt: skip
    level = "without a box" if box is None else f"at level {int(box.level)}"
    mean = statistics.mean(figures)
    print(f"{level}: mean CPU of a verdict {mean * 1000:.1f} ms, {1 / mean:.0f} a second a core, "
          f"median {statistics.median(figures) * 1000:.1f} ms")  # fmt: skip


if __name__ == "__main__":
    main()
