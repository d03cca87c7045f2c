"""The tools that ctml stands on: Python and the installed distributions."""

import importlib.metadata
import os
import platform
import sys
from collections.abc import Iterator

from packaging.requirements import Requirement

from ctml_runner.commands.examining.finding import Finding, Health
from ctml_runner.judging.setup import FORK

_TOLD = ("ctml", "mypy", "pytest", "numpy", "hypothesis", "watchdog", "textual")


def tools() -> Iterator[Finding]:
    """Yield Python, each distribution with its version, and the way of judging."""
    yield Finding("Python", f"{platform.python_version()} ({sys.executable})")
    ranges = _ranges()
    for name in _TOLD:
        yield _distribution(name, ranges.get(name))
    yield _fork()


def _ranges() -> dict[str, Requirement]:
    """Return what ctml demands of each distribution; nothing where ctml isn't installed."""
    try:
        told = importlib.metadata.requires("ctml") or []
    except importlib.metadata.PackageNotFoundError:
        return {}
    demanded = [Requirement(text) for text in told]
    return {one.name: one for one in demanded if one.marker is None or one.marker.evaluate()}


def _distribution(name: str, demanded: Requirement | None) -> Finding:
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, "not installed", Health.BAD, _install(demanded or Requirement(name)))
    if demanded is not None and not demanded.specifier.contains(version, prereleases=True):
        what = f"{version}, but ctml needs {demanded.specifier}"
        return Finding(name, what, Health.BAD, _install(demanded))
    return Finding(name, version)


def _install(demanded: Requirement) -> str:
    return f"python -m pip install '{demanded}'"


def _fork() -> Finding:
    if not hasattr(os, "fork"):
        value = "this system has none; each save is judged by a spare process, a little later"
        return Finding("fork", value)
    if os.environ.get(FORK) == "0":
        value = f"switched off by {FORK}=0; each save is judged by a spare process"
        return Finding("fork", value, Health.FAIR, f"unset {FORK}")
    return Finding("fork", "available")
