"""A target: one Python on one kind of machine, and what can be installed there."""

import platform
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from packaging.markers import default_environment
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms, sys_tags


class System(Enum):
    """A kind of machine that people bring along."""

    LINUX = "linux"
    LINUX_ARM = "linux-arm"
    MACOS = "macos"
    MACOS_INTEL = "macos-intel"
    WINDOWS = "windows"

    @property
    def machine(self) -> str:
        """The processor, as wheels write it."""
        return {System.LINUX_ARM: "aarch64", System.MACOS: "arm64", System.WINDOWS: "amd64"}.get(
            self, "x86_64"
        )

    @property
    def platforms(self) -> tuple[str, ...]:
        """The platform tags of wheels that run there, the best first."""
        match self:
            case System.LINUX | System.LINUX_ARM:
                modern = (f"manylinux_2_{minor}_{self.machine}" for minor in range(28, 16, -1))
                return *modern, f"manylinux2014_{self.machine}"
            case System.MACOS | System.MACOS_INTEL:
                return tuple(mac_platforms((14, 0), self.machine))
            case System.WINDOWS:
                return ("win_amd64",)

    @property
    def markers(self) -> Mapping[str, str]:
        """What the conditions of requirements (``; sys_platform == "win32"``) are told."""
        match self:
            case System.LINUX | System.LINUX_ARM:
                names = "posix", "linux", "Linux"
            case System.MACOS | System.MACOS_INTEL:
                names = "posix", "darwin", "Darwin"
            case System.WINDOWS:
                names = "nt", "win32", "Windows"
        told = dict(zip(("os_name", "sys_platform", "platform_system"), names, strict=True))
        machine = "AMD64" if self is System.WINDOWS else self.machine
        return {**told, "platform_machine": machine}


@dataclass(frozen=True, slots=True)
class Target:
    """Where ctml is to be installed.

    Attributes:
        python: the Python's version, such as ``3.12``.
        system: the kind of machine; nothing for a machine of the kind that we are on.
    """

    python: str
    system: System | None = None

    @property
    def told(self) -> str:
        """The target in words."""
        return f"Python {self.python} on {self.system.value if self.system else system_here()}"

    @property
    def is_here(self) -> bool:
        """Whether it is the Python that runs us, so that pip needs to be told nothing."""
        return self.system is None and self.python == python_here()

    @property
    def options(self) -> tuple[str, ...]:
        """What pip is told of it."""
        if self.is_here:
            return ()
        platforms = self.system.platforms if self.system else ()
        told = (word for name in platforms for word in ("--platform", name))
        return "--python-version", self.python, *told

    @property
    def environment(self) -> dict[str, str]:
        """What the conditions of requirements are told."""
        version = {"python_version": self.python, "python_full_version": f"{self.python}.0"}
        here = {key: str(value) for key, value in default_environment().items()}
        if self.is_here:
            return here
        return {**here, **version, **(self.system.markers if self.system else {})}

    def tags(self) -> frozenset[Tag]:
        """Return the tags of all wheels that can be installed there."""
        return frozenset(sys_tags() if self.is_here else self._foreign_tags())

    def _foreign_tags(self) -> Iterator[Tag]:
        major, minor = map(int, self.python.split("."))
        platforms = self.system.platforms if self.system else None
        yield from cpython_tags((major, minor), platforms=platforms)
        yield from compatible_tags((major, minor), f"cp{major}{minor}", platforms)


def python_here() -> str:
    """Return the version of the Python that runs us, as targets write it."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def system_here() -> str:
    """Return what kind of machine this is, in the words of ``System`` where it is one of them."""
    arm = platform.machine().lower() in {"aarch64", "arm64"}
    match sys.platform:
        case "linux":
            return "linux-arm" if arm else "linux"
        case "darwin":
            return "macos" if arm else "macos-intel"
        case "win32":
            return "windows"
        case other:
            return other


def targets(pythons: tuple[str, ...], systems: tuple[str, ...]) -> tuple[Target, ...]:
    """Return this Python first, then each of `pythons` on each of `systems`.

    Without `systems` the other Pythons are for machines of this kind; without `pythons` the
    other machines have a Python of this version.
    """
    here = Target(python_here())
    kinds = tuple(System(name) for name in systems if name != system_here())
    same: tuple[System | None, ...] = (None,) if system_here() in systems or not systems else ()
    asked = (Target(p, k) for p in pythons or (python_here(),) for k in (*same, *kinds))
    return tuple(dict.fromkeys((here, *asked)))
