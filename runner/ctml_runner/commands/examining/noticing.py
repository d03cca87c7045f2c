"""Noticing: how saves are noticed here, and how long that takes, measured by saving."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from statistics import median

from ctml_runner.commands.examining.finding import Finding, Health
from ctml_runner.settings import Saves
from ctml_runner.watch.report import Mode, Report, Saved, Watching
from ctml_runner.watch.saves import SaveSource, asked_mode
from ctml_runner.watch.trust import distrust

_SAVES = 5
_PATIENCE = 3.0  # seconds; polling takes less than a tenth of it


def noticing(hidden: Path, watched: Path, saves: Saves) -> Finding:
    """Save a file a few times below the ``.ctml`` folder, and time until each save is noticed.

    Args:
        hidden: the ``.ctml`` folder.
        watched: a folder of exercises: whether its file system tells of saves is looked up.
        saves: what the settings ask for.
    """
    trial = hidden / "probe" / f"doctor-{os.getpid()}"
    try:
        trial.mkdir(parents=True, exist_ok=True)
        watching, delays = _timed(trial, hidden / "probe", _mode(watched, saves))
    except OSError as error:
        what = f"no file could be saved on trial in {trial}: {error.strerror}"
        return Finding("saves", what, Health.BAD, f"chmod -R u+rwX '{hidden}'")
    finally:
        shutil.rmtree(trial, ignore_errors=True)
    return _found(watching, delays, saves)


def _mode(watched: Path, saves: Saves) -> Mode | None:
    """Return the mode that the watch would begin with: it doesn't trust every file system."""
    if saves is Saves.AUTO and distrust(watched):
        return Mode.POLLING
    return asked_mode(saves)


def _timed(trial: Path, probe: Path, mode: Mode | None) -> tuple[Watching | None, list[float]]:
    """Return how saves are noticed, and the seconds that each took, lost ones left out."""
    reports: SimpleQueue[Report] = SimpleQueue()
    source = SaveSource((trial.resolve(),), lambda _: True, reports.put, mode=mode, probe=probe)
    source.start()
    try:
        watching = next((r for r in _awaited(reports) if isinstance(r, Watching)), None)
        file = trial / "save.py"
        timed = [_delay(file, number, reports) for number in range(_SAVES)]
    finally:
        source.stop()
    return watching, [delay for delay in timed if delay is not None]


def _delay(file: Path, number: int, reports: SimpleQueue[Report]) -> float | None:
    """Save once, and return the seconds until it was noticed; nothing if it never was."""
    data = f"# save {number} on trial\n".encode()
    began = time.perf_counter()
    file.write_bytes(data)
    noticed = any(isinstance(r, Saved) and r.data == data for r in _awaited(reports))
    return time.perf_counter() - began if noticed else None


def _awaited(reports: SimpleQueue[Report]) -> Iterator[Report]:
    """Yield the reports as they come, until patience ends."""
    until = time.monotonic() + _PATIENCE
    with suppress(Empty):
        while (left := until - time.monotonic()) > 0:
            yield reports.get(timeout=left)


def _found(watching: Watching | None, delays: list[float], saves: Saves) -> Finding:
    if watching is None or not delays:
        what = f"none of {_SAVES} saves on trial was noticed"
        step = 'in settings.toml, below [watch]: saves = "polling"'
        return Finding("saves", what, Health.BAD, step)
    told = f"noticed by {watching.mode}, {median(delays) * 1000:.1f} ms after a save"
    told += f" (median of {len(delays)})"
    if len(delays) < _SAVES:
        what = f"{told}; {_SAVES - len(delays)} of {_SAVES} on trial were not noticed"
        return Finding("saves", what, Health.FAIR, "save again if a save has no answer")
    if watching.mode is Mode.POLLING and saves is Saves.AUTO:
        step = "a workspace on a disk of this machine is told of saves at once: ctml init DIR"
        return Finding("saves", told, Health.FAIR, step)
    return Finding("saves", told)
