"""A wheel: what its name and its metadata say of it."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

from packaging.metadata import parse_email
from packaging.requirements import Requirement
from packaging.tags import Tag
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version


@dataclass(frozen=True, slots=True)
class Wheel:
    """One wheel.

    Attributes:
        name: of the distribution, in its canonical form.
        version: its version.
        tags: where it can be installed.
        requires: what it requires, each with the condition under which it does.
    """

    name: str
    version: Version
    tags: frozenset[Tag]
    requires: tuple[Requirement, ...]

    def meets(self, requirement: Requirement) -> bool:
        """Whether it is what is required; its tags are another question."""
        same = self.name == canonicalize_name(requirement.name)
        return same and requirement.specifier.contains(self.version, prereleases=True)


def read_wheel(file: Path) -> Wheel:
    """Read a wheel's name and metadata.

    Raises:
        ValueError: it is not named as wheels are.
        zipfile.BadZipFile: it is no wheel.
    """
    name, version, _, tags = parse_wheel_filename(file.name)
    with zipfile.ZipFile(file) as archive:
        place = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        metadata, _ = parse_email(archive.read(place))
    requires = tuple(map(Requirement, metadata.get("requires_dist", [])))
    return Wheel(name, version, tags, requires)


def wheels_in(folder: Path) -> tuple[Wheel, ...]:
    """Read every wheel in a folder."""
    return tuple(map(read_wheel, sorted(folder.glob("*.whl"))))
