"""Proving: a level is held where a probe in its box fails at everything it tries."""

import contextlib
import json
import os
import platform
import select
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from ctml_runner.wall.sandbox import bubblewrap
from ctml_runner.wall.sandbox.bounds import MIB, Bounds
from ctml_runner.wall.sandbox.box import Box, end, python
from ctml_runner.wall.sandbox.crowd import MORE
from ctml_runner.wall.sandbox.level import Level
from ctml_runner.wall.sandbox.probe import SECRET, Targets, attempts

OUTLIVED = "outlived its end"
"""What is said of a box that leaves a process behind."""

_BOUNDS = Bounds(memory=512 * MIB, processes=8, file=MIB, scratch=4 * MIB)
_LIMITED = {
    "took more memory than it may",
    "wrote a larger file than it may",
    "started more processes than it may",
}
_SEEING = {"saw other processes"}
_PATIENCE = 20.0  # seconds that a probe may take on a busy machine
_GONE = 3.0  # seconds in which an ended box must be gone
_READABLE = "make the environment with a Python that every user may start, such as /usr/bin/python3"
_CPU = Path("/proc/cpuinfo")
_CONTAINERS = (Path("/.dockerenv"), Path("/run/.containerenv"), Path("/run/systemd/container"))


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether a level is held here, as far as trying can tell.

    Attributes:
        level: the level.
        held: whether the probe failed at everything that the level forbids.
        why: what came off, or why it could not be tried; empty if it is held.
        inner: the box that really holds; below level 3 the level's own.
        mend: what would help, where that is something else than what the level needs.
    """

    level: Level
    held: bool
    why: str
    inner: Level
    mend: str = ""

    @property
    def box(self) -> Box:
        """The box of this level."""
        return Box(self.level, self.inner)


@cache
def prove(level: Level, *, disposable: bool = False) -> Proof:
    """Try a level; once in a process, and never across machines.

    Args:
        level: which one.
        disposable: whether the operator says that this whole machine is thrown away afterwards.
    """
    if level is Level.CONTAINER:
        return _prove_container(disposable=disposable)
    if not os.access(sys.executable, os.X_OK):  # it was started with the rights of somebody else
        why = f"this user may not start {sys.executable}"
        return Proof(level, held=False, why=why, inner=level, mend=_READABLE)
    if level is Level.BUBBLEWRAP and bubblewrap.program() is None:
        return Proof(level, held=False, why=f"{bubblewrap.PROGRAM} is not installed", inner=level)
    if os.name != "posix":
        return Proof(level, held=False, why=f"{platform.system()} has none of this", inner=level)
    came_off = _try(Box(level, level))
    if isinstance(came_off, str):
        return Proof(level, held=False, why=came_off, inner=level)
    found = sorted(came_off & _forbidden(level))
    why = f"code in it {', '.join(found)}" if found else ""
    return Proof(level, not found, why, level)


def best(*, disposable: bool = False) -> Box | None:
    """Return a box of the highest level that is held here; None if there is none at all."""
    for level in sorted(Level, reverse=True):
        proof = prove(level, disposable=disposable)
        if proof.held:
            return proof.box
    return None


def _prove_container(*, disposable: bool) -> Proof:
    """Level 3 is stated by the operator, seen in this machine's own signs, and held inside."""
    level = Level.CONTAINER
    if not disposable:
        why = "nobody said that this machine is thrown away (--disposable)"
        return Proof(level, held=False, why=why, inner=Level.LIMITS)
    if not _is_container():
        why = "this machine shows no sign of being a container or a VM"
        return Proof(level, held=False, why=why, inner=Level.LIMITS)
    inner = next(
        (one for one in (Level.BUBBLEWRAP, Level.LANDLOCK) if prove(one).held), Level.LIMITS
    )
    held = inner is not Level.LIMITS
    why = "" if held else f"inside it, not even level 1 is held: {prove(Level.LANDLOCK).why}"
    return Proof(level, held, why, inner)


def _is_container() -> bool:
    return any(path.exists() for path in _CONTAINERS) or (
        _CPU.exists() and " hypervisor" in _CPU.read_text(encoding="utf-8", errors="replace")
    )


def _forbidden(level: Level) -> set[str]:
    """Return what must not come off at a level."""
    if level is Level.LIMITS:
        return _LIMITED
    everything = {*attempts(Targets("", "", 0, 0, 0, 0, 0)), OUTLIVED}
    return everything - _SEEING if level is Level.LANDLOCK else everything


def _try(box: Box) -> set[str] | str:
    """Run the probe in a box; return what came off, or why it could not be run."""
    with contextlib.ExitStack() as stack:
        outside = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ctml-probe-")))
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        targets = _targets(outside, listener.getsockname()[1])
        folder = outside / "box"
        folder.mkdir()
        command = box.command(
            python("ctml_runner.wall.sandbox", "probe", json.dumps(asdict(targets))),
            folder=folder,
            bounds=_BOUNDS,
        )
        return _run(box, command)


def _targets(outside: Path, port: int) -> Targets:
    outside.chmod(0o777)
    secret = outside / "secret"
    secret.write_text("nobody may read this", encoding="utf-8")
    return Targets(
        secret=str(secret),
        outside=str(outside),
        port=port,
        process=os.getpid(),
        memory=2 * _BOUNDS.memory,
        file=2 * _BOUNDS.file,
        processes=2 * (_BOUNDS.processes + MORE),
    )


def _run(box: Box, command: list[str]) -> set[str] | str:
    os.environ[SECRET] = "1"
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=box.environment,
            start_new_session=True,
        )
    except OSError as error:
        return f"{command[0]} can't be started: {error.strerror}"
    finally:
        del os.environ[SECRET]
    if process.stdout is None or process.stderr is None:
        raise ValueError("no pipe was asked for")
    with process.stdout as told, process.stderr as said:
        line = told.readline() if select.select([told], [], [], _PATIENCE)[0] else b""
        end(process)
        if not line:
            return _last_words(_rest(said.fileno()))
        came_off = set(json.loads(line))
        return came_off | {OUTLIVED} if _rest(told.fileno()) is None else came_off


def _rest(descriptor: int) -> bytes | None:
    """Return what is left in a pipe once its other end is closed; None if somebody holds it."""
    rest = b""
    until = time.monotonic() + _GONE
    while select.select([descriptor], [], [], max(until - time.monotonic(), 0))[0]:
        data = os.read(descriptor, 65536)
        if not data:
            return rest
        rest += data
    return None


def _last_words(said: bytes | None) -> str:
    lines = (said or b"").decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it ended without a word"
