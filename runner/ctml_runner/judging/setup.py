"""The composition root of judging: a judge with its two warm processes, and their folders."""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from ctml_runner.errors import ToolError
from ctml_runner.judging.judge import Judge
from ctml_runner.judging.warm import Warm, warm

FORK = "CTML_FORK"
"""Set this environment variable to 0 to judge as on a system without fork."""


@contextlib.contextmanager
def open_judge(hidden: Path, *, fork: bool | None = None) -> Iterator[Judge]:
    """Start the warm processes and yield a judge; end them, and what they judge, afterwards.

    Args:
        hidden: the ``.ctml`` folder; its ``cache/`` and ``build/`` are made here.
        fork: whether to judge by fork; by default where the system has it.

    Raises:
        ToolError: the folder can't be written.
    """
    if fork is None and os.environ.get(FORK) == "0":
        fork = False
    with contextlib.ExitStack() as stack:
        build = stack.enter_context(_build_folder(hidden))
        types = warm("types", {"cache": str(hidden / "cache"), "build": str(build)}, fork=fork)
        stack.callback(types.close)
        tests = warm("tests", {"build": str(build)}, fork=fork)
        stack.callback(tests.close)
        yield Judge(types, tests, build)


def warm_cache(hidden: Path, tick: Callable[[int], None]) -> None:
    """Fill the type checker's cache, telling `tick` how many modules it holds so far.

    Raises:
        ToolError: the type checker can't be started, or the folder can't be written.
    """
    cache = hidden / "cache"
    with _build_folder(hidden) as build:
        types: Warm = warm("types", {"cache": str(cache), "build": str(build)}, fork=None)
        try:
            types.wait_ready(lambda: tick(sum(1 for _ in cache.rglob("*.meta.*"))))
        finally:
            types.close()


@contextlib.contextmanager
def _build_folder(hidden: Path) -> Iterator[Path]:
    """Yield this process's own folder of composed modules; take it away again, whatever happens."""
    own = hidden / "build" / str(os.getpid())
    try:
        _make(own)
        yield own.resolve()
    finally:
        shutil.rmtree(own, ignore_errors=True)


def _make(own: Path) -> None:
    """Make a folder of composed modules; remove those of processes long gone."""
    builds = own.parent
    try:
        builds.mkdir(parents=True, exist_ok=True)
        for folder in builds.iterdir():
            if folder.name.isdigit() and not _alive(int(folder.name)):
                shutil.rmtree(folder, ignore_errors=True)
        own.mkdir(exist_ok=True)
    except OSError as error:
        raise ToolError(
            f"the folder of composed exercises can't be written: {error.strerror}",
            where=builds,
            next_step="make room on the disk, or make the folder yours",
        ) from error


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
