"""A box: a place in which code that nobody should trust is run, at a level."""

import itertools
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ctml_runner.wall.sandbox.bounds import Bounds
from ctml_runner.wall.sandbox.bubblewrap import wrap
from ctml_runner.wall.sandbox.crowd import crowd
from ctml_runner.wall.sandbox.enter import Terms
from ctml_runner.wall.sandbox.level import Level
from ctml_runner.wall.sandbox.sight import see

_PLAIN = Bounds()
_USERS = 0x70000000  # ids far above those of any account
_count = itertools.count()


@dataclass(frozen=True, slots=True)
class Box:
    """How programs are run so that they can do no harm; a value, each command is a box anew.

    Attributes:
        level: what it is called in results.
        inner: what really holds, below level 3 the same.
    """

    level: Level
    inner: Level

    def command(
        self,
        argv: Sequence[str],
        *,
        folder: Path,
        readable: Iterable[Path] = (),
        bounds: Bounds = _PLAIN,
        nested: bool = False,
    ) -> list[str]:
        """Return the command that runs a program in a box.

        Open descriptors that are passed on stay open in it. Start it in a session of its own
        (``start_new_session=True``), from a thread that outlives it, and end it with `end`.

        Args:
            argv: the program, its path absolute, and its arguments.
            folder: an empty folder of the box's own, to work and write in. From level 2 on, a
                folder in memory stands there instead, and the one on the disk stays empty.
            readable: what else may be read: files and folders, under the names they have.
            bounds: what may be taken.
            nested: whether the program makes boxes of its own for those that it forks, and calls
                `seccomp.filter_calls` in each; system calls are then not filtered on the way in.
        """
        bounds = replace(bounds, processes=bounds.processes + self.crowd)
        sight = see(readable)
        landlocked = self.inner is Level.LANDLOCK
        terms = Terms(
            folder=str(folder),
            user=_fresh_user(),
            landlocked=landlocked,
            filtered=self.inner >= Level.LANDLOCK and not nested,
            bounds=bounds,
            readable=tuple(map(str, sight.pieces())) if landlocked else (),
            listed=tuple(map(str, sight.listed())) if landlocked else (),
        )
        door = [*python("ctml_runner.wall.sandbox", "enter", terms.dump(), "--"), *argv]
        return wrap(door, sight, folder, bounds) if self.inner is Level.BUBBLEWRAP else door

    @property
    def crowd(self) -> int:
        """How many processes outside the kernel counts as if they were in the box."""
        return 0 if self.inner is Level.BUBBLEWRAP else crowd()

    @property
    def environment(self) -> dict[str, str]:
        """The whole environment of a program in a box, but for its folder; nothing is of ours."""
        threads = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
        return dict.fromkeys(threads, "1") | {
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "PYTHONHASHSEED": "0",
            "PYTHONUTF8": "1",
            "PYTHONNOUSERSITE": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }


def python(module: str, *arguments: str) -> list[str]:
    """Return the command that runs a module of ours in an interpreter of its own."""
    return [sys.executable, "-P", "-m", module, *arguments]


def end(process: subprocess.Popen[bytes]) -> None:
    """End a box with all that is in it, and wait until it is gone."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _fresh_user() -> int:
    """Return a user id that no other box has, so that none counts, signals or reads another's."""
    return _USERS + (os.getpid() * 64 + next(_count) % 64) % (1 << 27)
