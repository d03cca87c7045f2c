"""Giving up the superuser: a user id that nobody has, and of its rights at most one."""

import contextlib
import ctypes
import os
import platform
import struct

from ctml_runner.wall.sandbox.kernel import prctl, syscall

NOBODY = 65534
"""The id that a system without large ids has for nobody."""

_READ_AND_SEARCH = 2  # CAP_DAC_READ_SEARCH: the interpreter may stand in the superuser's home
_KEEP, _AMBIENT, _RAISE = 8, 47, 2  # prctl: keep rights over a change of user; hand them on
_CAPSET = {"x86_64": 126, "aarch64": 91}
_VERSION = 0x20080522


def become(user: int, *, may_search: bool) -> None:
    """Become a user that isn't the superuser; does nothing for who isn't the superuser now.

    Args:
        user: the id; `NOBODY` where the system, such as a container, has no such id.
        may_search: whether to keep the right to pass closed folders; only behind Landlock.

    Raises:
        OSError: the kernel refused.
    """
    if os.geteuid() != 0:
        return
    if may_search:
        prctl(_KEEP, 1)
    with contextlib.suppress(PermissionError):  # in a user namespace there may be no groups
        os.setgroups([])
    try:
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    except OSError:
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    if may_search:
        _keep_one(_READ_AND_SEARCH)


def _keep_one(right: int) -> None:
    """Keep one right alone, in this process and the program that it becomes."""
    header = ctypes.create_string_buffer(struct.pack("Ii", _VERSION, 0))
    sets = struct.pack("III", *[1 << right] * 3) + bytes(12)
    held = ctypes.create_string_buffer(sets, len(sets))
    syscall(_CAPSET[platform.machine()], ctypes.addressof(header), ctypes.addressof(held))
    prctl(_AMBIENT, _RAISE, right)
