"""``ctml run`` and ``ctml check``: one verdict, or all of them."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from ctml_runner.commands.warming import ensure_warm
from ctml_runner.course.workspace import find_workspace
from ctml_runner.judging.judge import Judge
from ctml_runner.judging.setup import open_judge


def run(name: str | None, *, as_json: bool, raw: bool) -> int:
    """Judge one exercise and return the exit code: 0 passed, 1 not.

    Raises:
        LearnerError: there is no workspace, no such exercise, or no file.
    """
    with _judge() as judge:
        from ctml_runner.commands import verdicts  # noqa: PLC0415  # while the judge warms up

        return verdicts.run(judge, name, as_json=as_json, raw=raw)


def check(*, as_json: bool) -> int:
    """Judge every exercise of the course, and return the exit code: 0 all passed, 1 not.

    Raises:
        LearnerError: there is no workspace.
    """
    with _judge() as judge:
        from ctml_runner.commands import verdicts  # noqa: PLC0415  # while the judge warms up

        return verdicts.check(judge, as_json=as_json)


@contextlib.contextmanager
def _judge() -> Iterator[Judge]:
    workspace = find_workspace(Path.cwd())
    ensure_warm(workspace.hidden)
    with open_judge(workspace.hidden) as judge:
        yield judge
