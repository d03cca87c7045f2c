"""Bases: each carried file as it was shipped, by which a learner's changes are told from ours."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from ctml_runner.course.carried import Texts, identity
from ctml_runner.course.placing import place


@dataclass(frozen=True)
class Bases:
    """The shipped texts that a workspace keeps, in ``.ctml/shipped``.

    Attributes:
        folder: where they stand, each by its place in the workspace.
        texts: what they were when they were read.
    """

    folder: Path
    texts: Texts

    @cached_property
    def _by_identity(self) -> dict[str, PurePosixPath]:
        return {identity(where): where for where in self.texts}

    def place_of(self, where: PurePosixPath) -> PurePosixPath | None:
        """Return where the file stood that stands, or is to stand, at `where`."""
        return where if where in self.texts else self._by_identity.get(identity(where))

    def of(self, where: PurePosixPath) -> bytes | None:
        """Return the base of the file that stands, or is to stand, at `where`."""
        before = self.place_of(where)
        return None if before is None else self.texts[before]

    def set(self, where: PurePosixPath, data: bytes) -> None:
        """Take `data` as shipped from now on.

        Raises:
            OSError: it can't be written; what stood there is as it was.
        """
        if self.texts.get(where) != data:
            file = self.folder / where
            file.parent.mkdir(parents=True, exist_ok=True)
            place(file, data)

    def forget(self, where: PurePosixPath) -> None:
        """Forget the base of a file that is no longer there.

        Raises:
            OSError: it can't be removed.
        """
        (self.folder / where).unlink(missing_ok=True)


def read_bases(folder: Path) -> Bases:
    """Read the bases that stand in `folder`; there may be none.

    Raises:
        OSError: one of them can't be read.
    """
    files = [file for file in sorted(folder.rglob("[!.]*")) if file.is_file()]
    return Bases(
        folder,
        {PurePosixPath(file.relative_to(folder).as_posix()): file.read_bytes() for file in files},
    )
