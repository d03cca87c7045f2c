"""A shelf: a folder, or the inside of a zip, seen from its top; it may hold one or many."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from ctml_runner.cohort.collecting.folders import folder_leaves, leaf
from ctml_runner.cohort.collecting.leaf import Found, Leaf
from ctml_runner.cohort.collecting.meaning import entered


class Shelf(Protocol):
    """What stands beside each other in one place."""

    @property
    def name(self) -> str:
        """Its own name."""

    @property
    def where(self) -> str:
        """Where it is, for people."""

    @property
    def root(self) -> Path | None:
        """The folder that it is, if it is one on the disk."""

    def leaves(self) -> Iterable[Found]:
        """Return everything in it, by names that begin here."""

    def folders(self) -> "list[Shelf]":
        """Return the folders in it, by name."""

    def files(self) -> list[Leaf]:
        """Return the files in it, and what is none, by name."""


@dataclass(frozen=True, slots=True)
class FolderShelf:
    """A folder on the disk."""

    root: Path
    where: str

    @property
    def name(self) -> str:
        """Its own name."""
        return self.root.name

    def leaves(self) -> Iterable[Found]:
        """Return everything in it, by names that begin here."""
        return folder_leaves(self.root)

    def folders(self) -> list[Shelf]:
        """Return the folders in it, by name."""
        return [
            FolderShelf(path, f"{self.where}/{path.name}")
            for path in self._visible()
            if path.is_dir() and not path.is_symlink()
        ]

    def files(self) -> list[Leaf]:
        """Return the files in it, and what is none, by name."""
        return [
            leaf(self.root, (path.name,), path.lstat())
            for path in self._visible()
            if path.is_symlink() or not path.is_dir()
        ]

    def _visible(self) -> list[Path]:
        return sorted(path for path in self.root.iterdir() if entered(path.name))


@dataclass(frozen=True, slots=True)
class ZipShelf:
    """The inside of a zip, or a folder in there."""

    name: str
    where: str
    found: tuple[Found, ...]

    @property
    def root(self) -> None:
        """Nothing: it is no folder on the disk."""
        return

    def leaves(self) -> Iterable[Found]:
        """Return everything in it, by names that begin here."""
        return self.found

    def folders(self) -> list[Shelf]:
        """Return the folders in it, by name."""
        inside: dict[str, list[Found]] = {}
        for one in self.found:
            if isinstance(one, Leaf):
                folder, slash, rest = one.path.partition("/")
                if slash and entered(folder):
                    inside.setdefault(folder, []).append(replace(one, path=rest))
        return [
            ZipShelf(name, f"{self.where}/{name}", tuple(found))
            for name, found in sorted(inside.items())
        ]

    def files(self) -> list[Leaf]:
        """Return the files in it, and what is none, by name."""
        files = [one for one in self.found if isinstance(one, Leaf) and "/" not in one.path]
        return sorted((file for file in files if entered(file.path)), key=lambda file: file.path)
