"""The spare process: where there is no fork, one that is warm already waits for its one job.

It is started as ``python -P -m ctml_runner.judging.spare KIND OPTIONS``: the job comes as one
line on standard input, facts leave on standard output, prints on standard error.
"""

import json
import os
import sys

from ctml_runner.judging.kinds import prepare
from ctml_runner.judging.room import Job, run, take_no_input, take_output


def main() -> None:
    """Warm up, wait for the one job, do it, end."""
    kind, options = sys.argv[1], json.loads(sys.argv[2])
    facts = os.dup(1)
    work = prepare(kind, options)
    line = sys.stdin.readline()
    if line:
        take_no_input()
        take_output(2)
        with os.fdopen(facts, "wb", buffering=0) as channel:
            run(work, Job(**json.loads(line)), channel)
    os._exit(0)


if __name__ == "__main__":
    main()
