"""The spare process: where there is no fork, one that is warm already waits for its one job.

It is started as ``python -P -m ctml_runner.judging.spare KIND OPTIONS``: the job comes as one
line on standard input, facts leave on standard output, prints on standard error. Standard input
stays open as long as whoever asked is there; when it ends, so does everything here.
"""

import json
import os
import signal
import sys
import threading

from ctml_runner.judging.kinds import prepare
from ctml_runner.judging.room import Job, run, take_no_input, take_output


def main() -> None:
    """Warm up, wait for the one job, do it, end."""
    kind, options = sys.argv[1], json.loads(sys.argv[2])
    facts = os.dup(1)
    work = prepare(kind, options)
    line = sys.stdin.readline()
    try:
        if line:
            threading.Thread(target=_end_with, args=(os.dup(0),), daemon=True).start()
            take_no_input()
            take_output(2)
            with os.fdopen(facts, "wb", buffering=0) as channel:
                run(work, Job(**json.loads(line)), channel)
        os._exit(0)
    finally:
        os._exit(1)


def _end_with(asker: int) -> None:
    """End this process, group and all, when whoever asked has closed the other end."""
    os.read(asker, 1)
    if sys.platform != "win32":
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


if __name__ == "__main__":
    main()
