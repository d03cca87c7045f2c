"""Warm processes, seen from outside: hand over a job, get it running at once."""

import os
from collections.abc import Callable, Mapping
from typing import Protocol

from ctml_runner.judging.forking import Forking
from ctml_runner.judging.process import Running
from ctml_runner.judging.room import Job
from ctml_runner.judging.sparing import Spare


class Warm(Protocol):
    """Something that starts jobs in processes that have everything imported."""

    def start(self, job: Job) -> Running:
        """Start a job in a process of its own."""

    def wait_ready(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Wait until the first job would start at once, calling `meanwhile` now and then."""

    def close(self) -> None:
        """End the warm process and every job of its."""


def warm(kind: str, options: Mapping[str, str], *, fork: bool | None = None) -> Warm:
    """Return a warm process of a kind (``types`` or ``tests``), by fork where there is one."""
    forks = hasattr(os, "fork") if fork is None else fork
    return Forking(kind, options) if forks else Spare(kind, options)
