"""Writing the pages of a workshop; what somebody has changed in them is kept beside."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.course.placing import place


@dataclass(frozen=True, slots=True)
class Written:
    """What was written.

    Attributes:
        files: every page.
        kept: pages that were there and said something else, under their new names.
    """

    files: tuple[Path, ...]
    kept: tuple[Path, ...]


def write_pages(folder: CohortFolder, pages: Mapping[str, str]) -> Written:
    """Write the pages into the cohort's folder.

    Raises:
        OSError: one can't be written; it is as it was.
    """
    folder.workshop.mkdir(parents=True, exist_ok=True)
    files, kept = [], []
    for name, text in pages.items():
        file, data = folder.workshop / name, text.encode()
        if file.exists() and file.read_bytes() != data:
            kept.append(_put_beside(file))
        place(file, data)
        files.append(file)
    return Written(tuple(files), tuple(kept))


def _put_beside(file: Path) -> Path:
    """Give a page another name, one that is free, and return it."""
    numbers = iter(range(1, 10_000))
    free = (file.with_name(f"{file.stem}.before-{n}{file.suffix}") for n in numbers)
    beside = next(one for one in free if not one.exists())
    return file.rename(beside)
