"""What an instructor points at, as parcels: one learner's submission, or a folder of many."""

import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from ctml_runner.cohort.collecting.folders import LINK, leaf
from ctml_runner.cohort.collecting.git import branches, is_repository, repository_leaves
from ctml_runner.cohort.collecting.holders import LOOSE, holder_of
from ctml_runner.cohort.collecting.leaf import Leaf, UnreadableError
from ctml_runner.cohort.collecting.listing import listed, parcels_of
from ctml_runner.cohort.collecting.loose import Loose
from ctml_runner.cohort.collecting.meaning import TOPS
from ctml_runner.cohort.collecting.parcel import Parcel, Stray
from ctml_runner.cohort.collecting.shelf import FolderShelf, Shelf, ZipShelf
from ctml_runner.cohort.collecting.unwrapping import is_zip, opened_tree, opened_zip
from ctml_runner.cohort.collecting.zips import CLASS, zip_leaves
from ctml_runner.errors import InstructorError

Known = Callable[[str], bool]
"""Whether a name is a learner's."""

_DEEPEST = 3
"""Folders that hold nothing but one folder, before a submission is reached."""


@dataclass(frozen=True, slots=True)
class Sources:
    """How what an instructor points at is taken apart.

    Attributes:
        loose: tells exercises' files that lie about, and whose they are.
        known: whether a name is a learner's; a branch of anybody else is none's submission.
    """

    loose: Loose
    known: Known

    def parcels(self, source: Path) -> Iterator[Parcel | Stray]:
        """Yield the parcels in a folder, a zip, or a repository of git; or an exercise's file.

        Raises:
            InstructorError: it is nothing of these, or can't be read.
        """
        try:
            yield from self._parcels(source)
        except FileNotFoundError:
            step = "look at how it is spelt: ls"
            raise InstructorError("there is no such file", where=source, next_step=step) from None
        except OSError as error:
            raise InstructorError(
                f"this can't be read: {error.strerror}",
                where=source,
                next_step="make it readable, then type the command again",
            ) from error
        except UnreadableError as error:
            raise InstructorError(
                f"this {error}", where=source, next_step="download it anew"
            ) from error

    def within(self, holder: Path) -> list[Parcel]:
        """Return what would be parcels if a zip, or a folder, were a source of its own."""
        try:
            if holder.is_dir():
                found = list(self._shelf(FolderShelf(holder, ""), ()))
            else:
                with io.FileIO(os.fspath(holder)) as file, zip_leaves(file) as leaves:
                    found = list(self._shelf(ZipShelf(holder.name, "", tuple(leaves)), ()))
        except (OSError, UnreadableError):
            return []
        return [one for one in found if isinstance(one, Parcel)]

    def _parcels(self, source: Path) -> Iterator[Parcel | Stray]:
        try:
            real = source.resolve(strict=True)  # what is typed may be a link; what is in it may not
        except (FileNotFoundError, NotADirectoryError):
            yield from self._inside(source)
            return
        if is_repository(real):
            yield from self._repository(real, str(source))
        elif real.is_dir():
            yield from self._shelf(FolderShelf(real, str(source)), (real.name,))
        elif real.suffix == ".py":
            yield self._alone(real, str(source))
        elif real.is_file():
            with io.FileIO(os.fspath(real)) as file, zip_leaves(file, CLASS) as leaves:
                came = datetime.fromtimestamp(real.stat().st_mtime, UTC)
                shelf = ZipShelf(real.name, str(source), tuple(leaves))
                yield from self._shelf(shelf, (real.name,), came)
        else:
            raise UnreadableError("is neither a folder nor a zip")

    def _alone(self, file: Path, where: str) -> Parcel | Stray:
        """Return an exercise's file that was pointed at, as what it is by its name."""
        found = leaf(file.parent, (file.name,), file.lstat())
        names: tuple[str, ...] = ()
        if (split := self.loose.split(file.name)) is not None:
            names, found = split[:1], replace(found, path=f"{split[1]}.py")
        elif not self.loose.is_exercise(file.name):
            return Stray(where, "is called as none of your class's exercises is")
        return Parcel(where, names, partial(opened_tree, lambda: [found]), apart=True)

    def _inside(self, place: Path) -> Iterator[Parcel | Stray]:
        """Yield what stands at a place that a former collection told: in a zip, say.

        Raises:
            FileNotFoundError: nothing does.
        """
        there = False
        for found in self._parcels(holder_of(place)):
            stands = Path(os.path.normpath(found.where))
            if place in {stands, *stands.parents}:
                there = True
                yield found
        if not there:
            raise FileNotFoundError

    def _repository(self, root: Path, where: str) -> Iterator[Parcel | Stray]:
        """Yield the branches that are named after learners; else, the repository as one."""
        try:
            named = [branch for branch in branches(root) if self.known(branch)]
        except UnreadableError as error:
            yield Stray(where, str(error))
            return
        for branch in named:
            opening = partial(repository_leaves, root, branch)
            yield Parcel(f"{where} (branch {branch})", (branch,), opening, history=True)
        if not named:
            opening = partial(repository_leaves, root, "")
            yield Parcel(where, (root.name,), opening, history=True)

    def _shelf(
        self, shelf: Shelf, names: tuple[str, ...], came: datetime | None = None, depth: int = 0
    ) -> Iterator[Parcel | Stray]:
        folders, files = shelf.folders(), shelf.files()
        if self._is_one(folders, files):
            yield Parcel(shelf.where, names, partial(opened_tree, shelf.leaves), came)
        elif len(folders) == 1 and depth < _DEEPEST and self._leads_on(folders[0], files):
            yield from self._shelf(folders[0], (folders[0].name, *names), came, depth + 1)
        elif depth and not folders and not any(map(self._holds_work, files)):
            yield Stray(shelf.where, "has no submission in it")
        else:
            alone = len(folders) == 1 and any(map(self.known, names))
            told = listed(folders, files)
            for folder in folders:
                if folder.name in told:
                    yield from parcels_of(folder, told[folder.name])
                else:
                    yield self._folder(folder, came if alone else None)
            yield from self._files(shelf, files)

    def _leads_on(self, below: Shelf, files: list[Leaf]) -> bool:
        """Whether the only folder on a shelf is a way to others, and nobody's own."""
        return not (
            self.known(below.name) or is_repository(below.root) or any(map(self._holds_work, files))
        )

    def _is_one(self, folders: list[Shelf], files: list[Leaf]) -> bool:
        tops = {folder.name for folder in folders} | {file.path for file in files}
        return bool(tops & TOPS) or any(self.loose.is_exercise(file.path) for file in files)

    def _holds_work(self, file: Leaf) -> bool:
        return is_zip(file) or self.loose.split(file.path) is not None

    def _folder(self, folder: Shelf, came: datetime | None) -> Parcel:
        """Return a learner's folder; one alone in a zip of that learner came as the zip did."""
        if folder.root is not None and is_repository(folder.root):
            opening = partial(repository_leaves, folder.root, "")
            return Parcel(folder.where, (folder.name,), opening, history=True)
        opening = partial(opened_tree, folder.leaves)
        return Parcel(folder.where, (folder.name,), opening, came, folder.root)

    def _files(self, shelf: Shelf, files: list[Leaf]) -> Iterator[Parcel | Stray]:
        loose: dict[str, list[Leaf]] = {}
        for file in files:
            where = f"{shelf.where}/{file.path}"
            if (split := self.loose.split(file.path)) is not None:
                who, slug = split
                renamed = Leaf(f"{slug}.py", file.size, file.moment, file.read, file.odd)
                loose.setdefault(who, []).append(renamed)
            elif is_zip(file):
                holder = None if shelf.root is None or file.odd else shelf.root / file.path
                yield Parcel(where, (file.path,), partial(opened_zip, file), file.moment, holder)
            elif file.odd == LINK:
                yield Stray(where, "is a link, and is not followed")
        for who, leaves in loose.items():
            opening = partial(opened_tree, leaves.copy)
            yield Parcel(f"{shelf.where}/{who}{LOOSE}", (who,), opening, apart=True)
