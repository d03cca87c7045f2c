"""The type checker's cache, filled once with a progress bar."""

import importlib.metadata
import platform
from pathlib import Path

from ctml_runner.judging.setup import warm_cache

_READ = ("ctml", "mypy", "numpy", "hypothesis", "pytest")


def ensure_warm(hidden: Path) -> None:
    """Fill the cache in `hidden` if these versions of the libraries aren't in it yet.

    Raises:
        ToolError: the type checker can't be started, or the folder can't be written.
    """
    sign = hidden / "cache" / "warm.txt"
    versions = "\n".join(
        (
            platform.python_version(),
            *(f"{name} {importlib.metadata.version(name)}" for name in _READ),
        )
    )
    if sign.is_file() and sign.read_text(encoding="utf-8") == versions:
        return
    _fill(hidden)
    sign.write_text(versions, encoding="utf-8")


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
