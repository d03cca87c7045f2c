"""The Linux kernel, asked by number: what Python has no function for."""

import ctypes
import os
from ctypes import c_int, c_long, c_ulong

_PR_SET_NO_NEW_PRIVS = 38


def syscall(number: int, *arguments: int) -> int:
    """Make a system call and return its answer.

    Raises:
        OSError: the kernel refused, or this system is not Linux.
    """
    call = ctypes.CDLL(None, use_errno=True).syscall
    call.restype = c_long
    return _checked(int(call(c_long(number), *(c_ulong(one) for one in arguments))))


def prctl(option: int, *arguments: int) -> int:
    """Ask for an attribute of this process.

    Raises:
        OSError: the kernel refused, or this system is not Linux.
    """
    call = ctypes.CDLL(None, use_errno=True).prctl
    given = (*arguments, 0, 0, 0, 0)[:4]
    return _checked(int(call(c_int(option), *(c_ulong(one) for one in given))))


def no_new_privileges() -> None:
    """Let no program that is started from here on gain rights by being started."""
    prctl(_PR_SET_NO_NEW_PRIVS, 1)


def _checked(answer: int) -> int:
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return answer
