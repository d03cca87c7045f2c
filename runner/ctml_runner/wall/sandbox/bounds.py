"""Bounds: how much a box may take."""

from dataclasses import dataclass

try:
    import resource
except ImportError:  # no resource limits on this platform: no level can be proven
    resource = None  # type: ignore[assignment]

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Bounds:
    """What each process of a box may take, and all of them together where that is told.

    Attributes:
        memory: bytes of address space of one process.
        processes: how many processes and threads there may be, all together.
        file: bytes of the largest file that may be written.
        files: how many files one process may hold open.
        scratch: bytes of the box's own folder, all together (from level 2 on).
    """

    memory: int = 4096 * MIB
    processes: int = 64
    file: int = 16 * MIB
    files: int = 256
    scratch: int = 64 * MIB

    def impose(self) -> None:
        """Bind this process and all that it starts; there is no way back.

        Raises:
            OSError: the system has no such limits.
        """
        if resource is None:
            raise OSError("this system has no resource limits")
        _lower(resource.RLIMIT_AS, self.memory)
        _lower(resource.RLIMIT_NPROC, self.processes)
        _lower(resource.RLIMIT_FSIZE, self.file)
        _lower(resource.RLIMIT_NOFILE, self.files)
        _lower(resource.RLIMIT_CORE, 0)


def _lower(which: int, most: int) -> None:
    """Set a limit, or keep the one that is lower already."""
    _, hard = resource.getrlimit(which)
    value = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(which, (value, value))
