"""Landlock: a process gives up, for good, every file but those it names."""

import ctypes
import os
import struct
from collections.abc import Iterable
from pathlib import Path

from ctml_runner.wall.sandbox.kernel import no_new_privileges, syscall

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_ASK_VERSION = 1
_BENEATH = 1  # a rule about a path and all below it
_SCOPES_FROM = 6  # the version that keeps signals and abstract sockets within

_EXECUTE, _WRITE, _READ, _LIST = 1, 2, 4, 8
_ALL_FILES = (1 << 16) - 1  # every right of version 5: making, removing, truncating, devices …
_ALL_TCP = 3  # bind and connect
_ALL_SCOPES = 3  # abstract sockets, signals
_TO_A_FILE = _EXECUTE | _WRITE | _READ | 1 << 14 | 1 << 15  # what a rule about no folder may say


def version() -> int:
    """Return the version of Landlock that this kernel has.

    Raises:
        OSError: it has none.
    """
    return syscall(_CREATE, 0, 0, _ASK_VERSION)


def give_up_files(
    readable: Iterable[Path], writable: Iterable[Path], listed: Iterable[Path] = ()
) -> None:
    """Bind this process, and all that it starts, to these files; TCP and signals outside end too.

    Args:
        readable: folders or files to be read and run.
        writable: folders or files to do anything with.
        listed: folders in which names may be seen, and no more.

    Raises:
        OSError: the kernel has no Landlock, or one that is too old.
    """
    if version() < _SCOPES_FROM:
        raise OSError("this kernel's Landlock is too old to keep signals within (Linux 6.12)")
    rules = struct.pack("QQQ", _ALL_FILES, _ALL_TCP, _ALL_SCOPES)
    held = ctypes.create_string_buffer(rules, len(rules))
    ruleset = syscall(_CREATE, ctypes.addressof(held), len(rules), 0)
    for paths, rights in (
        (readable, _EXECUTE | _READ | _LIST),
        (writable, _ALL_FILES),
        (listed, _LIST),
    ):
        for path in paths:
            _allow(ruleset, path, rights)
    no_new_privileges()
    syscall(_RESTRICT, ruleset, 0)
    os.close(ruleset)


def _allow(ruleset: int, path: Path, rights: int) -> None:
    """Allow `rights` to a path and all below it; one that isn't there needs no rule."""
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        allowed = rights if path.is_dir() else rights & _TO_A_FILE
        if allowed:
            rule = struct.pack("=Qi", allowed, opened)
            held = ctypes.create_string_buffer(rule, len(rule))
            syscall(_ADD, ruleset, _BENEATH, ctypes.addressof(held), 0)
    finally:
        os.close(opened)
