"""A judge for the workspace that we are in, and its cache, filled once with a progress bar."""

import contextlib
import importlib.metadata
import platform
from collections.abc import Iterator
from pathlib import Path

from ctml_runner.course.workspace import current_folder, find_workspace
from ctml_runner.judging.judge import Judge
from ctml_runner.judging.setup import open_judge, warm_cache

_READ = ("ctml", "mypy", "numpy", "hypothesis", "pytest")


@contextlib.contextmanager
def warming_judge() -> Iterator[Judge]:
    """Yield a judge while it warms up: what else a command needs is imported meanwhile.

    Raises:
        LearnerError: there is no workspace.
        ToolError: the type checker or the test runner can't be started.
    """
    workspace = find_workspace(current_folder())
    ensure_warm(workspace.hidden)
    with open_judge(workspace.hidden) as judge:
        yield judge


def ensure_warm(hidden: Path) -> None:
    """Fill the cache in `hidden` if these versions of the libraries aren't in it yet.

    Raises:
        ToolError: the type checker can't be started, or the folder can't be written.
    """
    if not is_warm(hidden):
        _fill(hidden)
        _sign(hidden).write_text(_signed(hidden), encoding="utf-8")


def is_warm(hidden: Path) -> bool:
    """Whether the cache in `hidden` was filled there by these versions of the libraries."""
    sign = _sign(hidden)
    return sign.is_file() and sign.read_text(encoding="utf-8") == _signed(hidden)


def _sign(hidden: Path) -> Path:
    return hidden / "cache" / "warm.txt"


def _signed(hidden: Path) -> str:
    """Return the versions, and when the cache was written: mypy believes no copy of later times."""
    told = [f"{name} {importlib.metadata.version(name)}" for name in _READ]
    files = (hidden / "cache").glob("*/builtins.data.*")
    times = sorted(int(file.stat().st_mtime) for file in files)
    return "\n".join((platform.python_version(), *told, *(f"written {time}" for time in times)))


def _fill(hidden: Path) -> None:
    from rich.console import Console  # noqa: PLC0415  # most starts find a warm cache
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (
        TextColumn("the type checker reads the libraries, once"),
        BarColumn(),
        TextColumn("{task.completed} modules"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        reading = progress.add_task("reading", total=None)
        warm_cache(hidden, lambda count: progress.update(reading, completed=count))
