"""All processes of a part together take no more memory than one may."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from tests.wall.attacked import HONEST, exercise

from ctml_runner.wall.limits import PartLimits
from ctml_runner.wall.opening import Wall, open_wall
from ctml_runner.wall.sandbox import Box, Level
from ctml_runner.wall.tally import TOO_MUCH, held, tree

MIB = 1 << 20
LIMITS = PartLimits(5.0, memory_mib=192)
"""What a part of these may take: 192 MiB."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="nobody can look elsewhere")

STAY = "    time.sleep(4)\n    os._exit(0)\n"
SPREAD = {
    "many children": (
        "for _ in range(8):\n    if os.fork() == 0:\n        kept = bytearray(48 << 20)\n"
        "        time.sleep(4)\n        os._exit(0)\n"
    ),
    "a child of a child of a child": (
        "for _ in range(8):\n    kept = bytearray(48 << 20)\n    if os.fork():\n"
        "        time.sleep(4)\n        os._exit(0)\n    del kept\n    kept = None\n"
        "time.sleep(4)\n"
    ),
    "children whose first thread has ended": (
        "import ctypes, threading\n"
        "def keep():\n    kept = bytearray(100 << 20)\n    time.sleep(4)\n"
        "for _ in range(4):\n    if os.fork() == 0:\n"
        "        threading.Thread(target=keep).start()\n        time.sleep(0.2)\n"
        "        ctypes.CDLL(None).syscall(60 if os.uname().machine == 'x86_64' else 93, 0)\n"
    ),
    "memory that children share with nobody left": (
        "import mmap\n"
        "for _ in range(8):\n    if os.fork() == 0:\n        kept = mmap.mmap(-1, 48 << 20)\n"
        "        kept.write(bytes(48 << 20))\n        time.sleep(4)\n        os._exit(0)\n"
    ),
}


def spread(body: str) -> str:
    """Return the honest part, which first lets others take memory, and waits for them."""
    return f"{HONEST}\nimport os, time\n{body}\ntime.sleep(1.5)\n"


@pytest.fixture(scope="module", params=["boxed", "unboxed"])
def walled(request: pytest.FixtureRequest, box: Box) -> Iterator[Wall]:
    if box.level < Level.LANDLOCK:
        pytest.skip("an attack is let loose only where a box holds it")
    with open_wall(box if request.param == "boxed" else None) as wall:
        yield wall


def test_who_spreads_over_processes_is_ended_and_told_so(walled: Wall) -> None:
    parts = [part for body in SPREAD.values() for part in (spread(body), HONEST)]
    verdicts = walled.judge(exercise(limit=5.0), parts, 7, LIMITS)
    told = dict(zip(SPREAD, (one.breach for one in verdicts[::2]), strict=True))
    assert told == dict.fromkeys(SPREAD, TOO_MUCH)
    assert all(one.passed for one in verdicts[1::2])


def test_who_takes_less_than_one_may_take_passes(walled: Wall) -> None:
    alone = f"{HONEST}\nimport time\nkept = bytearray(150 << 20)\ntime.sleep(0.3)\n"
    few = spread(SPREAD["many children"].replace("range(8)", "range(2)"))
    for verdict in walled.judge(exercise(limit=5.0), [alone, few], 7, LIMITS):
        assert verdict.passed, verdict


def test_what_is_held_is_seen_of_a_process_and_all_below_it() -> None:
    code = (
        "import os, time; kept = bytearray(40 << 20); child = os.fork();"
        "more = None if child else bytearray(40 << 20);"
        "print(end='.', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.read(2)
        below = tree(process.pid)
        assert len(below) == 2
        assert 110 * MIB < held(below) < 200 * MIB
        for one in below:
            os.kill(one, 9)
    assert held(tree(process.pid)) == 0


def test_to_look_costs_little() -> None:
    began = time.process_time()
    for _ in range(20):
        held(tree(os.getpid()))
    assert (time.process_time() - began) / 20 < 0.02  # of 0.05 s between two looks
