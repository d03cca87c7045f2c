"""Levels: how much stands between code that nobody should trust and this machine."""

from enum import IntEnum


class Level(IntEnum):
    """How strong a box is; a higher one holds all that a lower one holds."""

    LIMITS = 0
    """Limits on time, memory, processes and files; nothing keeps the code from looking around."""
    LANDLOCK = 1
    """Landlock and seccomp: no file outside, no network, no signals; but it sees who else runs."""
    BUBBLEWRAP = 2
    """Namespaces of its own: nothing of this machine is there but what was put in."""
    CONTAINER = 3
    """The whole machine is a container or a VM that is thrown away, with a box inside it."""

    @property
    def told(self) -> str:
        """What it is, in a few words."""
        return _TOLD[self]

    @property
    def needs(self) -> str:
        """What to do to have it."""
        return _NEEDS[self]


_TOLD = {
    Level.LIMITS: "limits alone",
    Level.LANDLOCK: "Landlock and seccomp",
    Level.BUBBLEWRAP: "bubblewrap",
    Level.CONTAINER: "a disposable container or VM",
}
_NEEDS = {
    Level.LIMITS: "a system with resource limits: Linux or macOS",
    Level.LANDLOCK: "Linux 6.12 or newer with Landlock, on x86-64 or ARM64",
    Level.BUBBLEWRAP: "Linux with bubblewrap: apt-get install bubblewrap (or dnf, pacman)",
    Level.CONTAINER: "a container or VM that is thrown away afterwards, told by --disposable",
}
