"""bubblewrap: a box with a world of its own, in which there is only what is put in."""

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ctml_runner.wall.sandbox.bounds import Bounds
from ctml_runner.wall.sandbox.capability import NOBODY
from ctml_runner.wall.sandbox.sight import Sight

PROGRAM = "bwrap"

_APART = ("pid", "net", "ipc", "uts")


def program() -> str | None:
    """Return where bubblewrap stands, or None if it isn't installed."""
    return shutil.which(PROGRAM)


def wrap(argv: Sequence[str], sight: Sight, folder: Path, bounds: Bounds) -> list[str]:
    """Return the command that runs `argv` in a world where only `sight` and `folder` are.

    The superuser makes that world with its own rights, so that an interpreter in its home can be
    put in, and keeps only those that are needed to become another user. Anyone else is given a
    world of users as well, in which they are nobody.
    """
    return [
        program() or PROGRAM,
        *_namespaces(),
        *("--die-with-parent", "--new-session"),
        *("--proc", "/proc", "--dev", "/dev"),
        *_memory_folder(Path("/dev/shm"), bounds.scratch),  # noqa: S108  # the box's own
        *("--remount-ro", "/dev"),
        *_seen(sight),
        *_folders(folder.parents),
        *_memory_folder(folder, bounds.scratch),
        *("--chdir", str(folder)),
        *("--remount-ro", "/"),
        "--",
        *argv,
    ]


def _namespaces() -> Iterator[str]:
    for kind in _APART:
        yield f"--unshare-{kind}"
    yield "--unshare-cgroup-try"
    if os.geteuid() == 0:
        yield from ("--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID")
    else:
        yield from ("--unshare-user", "--uid", str(NOBODY), "--gid", str(NOBODY))


def _memory_folder(folder: Path, size: int) -> tuple[str, ...]:
    return "--perms", "1777", "--size", str(size), "--tmpfs", str(folder)


def _seen(sight: Sight) -> Iterator[str]:
    """Put in what is seen; the folders above are open to whom the superuser becomes."""
    for path in sight.system:
        if path.is_symlink():
            yield from ("--symlink", str(path.readlink()), str(path))
        else:
            yield from ("--ro-bind", str(path), str(path))
    for path in sorted(sight.readable):
        yield from _folders(path.parents)
        yield from ("--ro-bind", str(path), str(path))
    for path in sight.hidden:
        yield from ("--tmpfs", str(path), "--remount-ro", str(path))


def _folders(parents: Iterable[Path]) -> Iterator[str]:
    for parent in reversed(list(parents)[:-1]):
        yield from ("--dir", str(parent))
