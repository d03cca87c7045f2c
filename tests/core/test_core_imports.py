"""The core is small: numpy is all that it loads, and loading it takes no time to speak of."""

import subprocess
import sys

MEASURE = """
import sys, time, numpy
before, began = set(sys.modules), time.perf_counter()
import ctml, ctml.checks, ctml.domain, ctml.errors, ctml.category, ctml.pipeline, ctml.optim
seconds = time.perf_counter() - began
loaded = {name.partition(".")[0] for name in set(sys.modules) - before}
print(seconds, *sorted(loaded - sys.stdlib_module_names))
"""


def measured() -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_the_core_loads_nothing_but_itself_and_numpy() -> None:
    assert measured()[1:] == ["ctml"]


def test_the_core_loads_within_30_ms_after_numpy() -> None:
    assert min(float(measured()[0]) for _ in range(5)) < 0.030
