"""The core is small: numpy is all that it loads, and loading it takes no time to speak of."""

import subprocess
import sys

LOADED = """
import pkgutil, sys, numpy
before = set(sys.modules)
import ctml
for room in pkgutil.walk_packages(ctml.__path__, "ctml."):
    __import__(room.name)
loaded = {name.partition(".")[0] for name in set(sys.modules) - before}
strangers = loaded - sys.stdlib_module_names - {"numpy", "cython_runtime"}
print(*sorted(name for name in strangers if not name.startswith("_cython")))
"""

SECONDS = """
import time, numpy
began = time.process_time()
import {rooms}
print(time.process_time() - began)
"""


def said(program: str) -> str:
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def fastest(rooms: str) -> float:
    return min(float(said(SECONDS.format(rooms=rooms))) for _ in range(5))


def test_all_rooms_together_load_nothing_but_themselves_and_numpy() -> None:
    assert said(LOADED).split() == ["ctml"]


def test_the_core_itself_loads_within_30_ms_after_numpy() -> None:
    assert fastest("ctml") < 0.030


def test_nouns_and_checks_load_within_100_ms_after_numpy() -> None:
    assert fastest("ctml.checks, ctml.domain, ctml.errors") < 0.100
