"""seccomp: system calls that code in a box has no business to make are refused.

The filter is a program for the kernel's classic packet filter: load a number, compare, return.
It lists what is denied, since Python and numpy need most of the rest; namespaces, Landlock and the
lost user id refuse the same things once more.
"""

import ctypes
import errno
import platform
import struct
from collections.abc import Iterator

from ctml_runner.wall.sandbox.kernel import no_new_privileges, prctl

_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCH, _FIRST_ARGUMENT = 0, 4, 16  # where they stand in the kernel's seccomp_data
_ALLOW, _KILL, _DENY = 0x7FFF0000, 0x80000000, 0x00050000
_OTHER_TABLE = 0x40000000  # from here on, x86-64 numbers its calls a second time
_NAMESPACES = 0x7E020080  # CLONE_NEW*: time, mount, cgroup, uts, ipc, user, pid, network

_ARCHES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE3 = 435  # its flags stand in memory, where no filter can look; libc falls back to clone
_SESSIONS = {"x86_64": (109, 112), "aarch64": (154, 157)}  # setpgid setsid: a way out of a kill
_ITSELF = {"x86_64": (203, 302), "aarch64": (122, 261)}  # sched_setaffinity prlimit64

# Each line names its calls; the numbers from 424 on are the same everywhere.
_DENIED = {
    "x86_64": (
        (41, 42, 43, 49, 50, 53, 288),  # socket connect accept bind listen socketpair accept4
        (319,),  # memfd_create: memory that no process holds, and no limit counts
        (101, 310, 311, 312),  # ptrace process_vm_readv process_vm_writev kcmp
        (155, 161, 165, 166, 272, 308),  # pivot_root chroot mount umount2 unshare setns
        (248, 249, 250),  # add_key request_key keyctl
        (298, 321, 323),  # perf_event_open bpf userfaultfd
        (303, 304),  # name_to_handle_at open_by_handle_at
        (29, 30, 31, 64, 65, 66, 68, 69, 70, 71, 220),  # shm* sem* msg*: they outlive who made them
        (240, 241),  # mq_open mq_unlink: likewise
        (141, 142, 144, 251, 314),  # setpriority sched_set* ioprio_set: of any process
        (135, 163, 164, 167, 168, 169, 170, 171, 172, 173, 179, 227),  # rule over the machine
        (175, 176, 246, 313, 320),  # init_module delete_module kexec_load finit_module …
    ),
    "aarch64": (
        (198, 199, 200, 201, 202, 203, 242),  # socket socketpair bind listen accept connect …
        (279,),  # memfd_create: memory that no process holds, and no limit counts
        (117, 270, 271, 272),  # ptrace process_vm_readv process_vm_writev kcmp
        (39, 40, 41, 51, 97, 268),  # umount2 mount pivot_root chroot unshare setns
        (217, 218, 219),  # add_key request_key keyctl
        (241, 280, 282),  # perf_event_open bpf userfaultfd
        (264, 265),  # name_to_handle_at open_by_handle_at
        (186, 187, 188, 189, 190, 191, 192, 193, 194, 195, 196),  # msg* sem* shm*: they stay
        (180, 181),  # mq_open mq_unlink: likewise
        (30, 118, 119, 140, 274),  # ioprio_set sched_set* setpriority: of any process
        (60, 89, 92, 112, 142, 161, 162, 170, 224, 225),  # rule over the machine
        (104, 105, 106, 273, 294),  # kexec_load init_module delete_module finit_module …
    ),
}
_DENIED_EVERYWHERE = (
    (425, 426, 427),  # io_uring_setup io_uring_enter io_uring_register
    (428, 429, 430, 431, 432, 433, 442),  # open_tree move_mount fsopen fsconfig fsmount fspick …
    (447,),  # memfd_secret, like memfd_create
    (434, 438, 440, 448),  # pidfd_open pidfd_getfd process_madvise process_mrelease
)


def program(machine: str, *, sessions: bool) -> bytes:
    """Return the filter for a kind of processor.

    Args:
        machine: its name, as `platform.machine` says it.
        sessions: whether process groups and sessions may be left, as who kills by group forbids.

    Raises:
        OSError: the numbers of this processor's system calls aren't known here.
    """
    if machine not in _ARCHES:
        raise OSError(errno.ENOSYS, f"no filter is written for {machine}")
    return b"".join(_program(machine, sessions=sessions))


def _program(machine: str, *, sessions: bool) -> Iterator[bytes]:
    yield _step(_LOAD, _ARCH)
    yield _step(_EQUAL, _ARCHES[machine], 1, 0)
    yield _step(_RETURN, _KILL)
    yield _step(_LOAD, _NUMBER)
    yield _step(_AT_LEAST, _OTHER_TABLE, 0, 1)
    yield _step(_RETURN, _KILL)
    own = () if sessions else _SESSIONS[machine]
    for group in (*_DENIED[machine], *_DENIED_EVERYWHERE, own):
        for number in group:
            yield from _refuse(number, errno.EPERM)
    for number in _ITSELF[machine]:
        yield from _only_itself(number)
    yield from _refuse(_CLONE3, errno.ENOSYS)
    yield _step(_EQUAL, _CLONE[machine], 0, 3)
    yield _step(_LOAD, _FIRST_ARGUMENT)
    yield _step(_ANY_BIT, _NAMESPACES, 0, 1)
    yield _step(_RETURN, _DENY | errno.EPERM)
    yield _step(_RETURN, _ALLOW)


def _refuse(number: int, error: int) -> Iterator[bytes]:
    yield _step(_EQUAL, number, 0, 1)
    yield _step(_RETURN, _DENY | error)


def _only_itself(number: int) -> Iterator[bytes]:
    """Allow a call whose first argument is the process that it changes for oneself alone.

    Else a part could lower the limits of the process that forks all parts after it.
    """
    yield _step(_EQUAL, number, 0, 4)
    yield _step(_LOAD, _FIRST_ARGUMENT)
    yield _step(_EQUAL, 0, 1, 0)
    yield _step(_RETURN, _DENY | errno.EPERM)
    yield _step(_RETURN, _ALLOW)


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """Return one instruction: what to do, and how many to leap over if it is so, or is not."""
    return struct.pack("HBBI", code, if_true, if_false, value)


class _Program(ctypes.Structure):
    """The kernel's ``struct sock_fprog``."""

    _fields_ = (("count", ctypes.c_ushort), ("steps", ctypes.c_void_p))


def filter_calls(*, sessions: bool = False) -> None:
    """Bind this process, and all that it starts, to the filter; there is no way back.

    Args:
        sessions: whether process groups and sessions may be left.

    Raises:
        OSError: the kernel refused, or no filter is written for this processor.
    """
    steps = program(platform.machine(), sessions=sessions)
    held = ctypes.create_string_buffer(steps, len(steps))
    filtering = _Program(len(steps) // 8, ctypes.cast(held, ctypes.c_void_p))
    no_new_privileges()
    prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.addressof(filtering))
