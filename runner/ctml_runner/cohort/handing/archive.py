"""The workspace in one file, without what is made anew on each machine."""

from collections.abc import Iterator
from pathlib import Path

from ctml_runner.cohort.folder import CohortFolder
from ctml_runner.cohort.names import safe_name
from ctml_runner.cohort.zipping import zipped
from ctml_runner.course.placing import place
from ctml_runner.course.workspace import Workspace

_OURS = ("workspace.toml", "cohort.toml", ".gitignore", "shipped")
"""What of ``.ctml`` a learner gets; the rest is of whoever tried it out here."""
_PASSED_OVER = frozenset({"__pycache__"})


def write_archive(folder: CohortFolder, name: str) -> int:
    """Write the handout's zip, all of it or nothing, and return how many bytes it has.

    Args:
        folder: the cohort's.
        name: of the class; learners unpack a folder that is called so.

    Raises:
        OSError: it can't be written.
    """
    top = safe_name(name.replace(" ", "-"))
    root = folder.workspace
    data = zipped(
        (f"{top}/{file.relative_to(root).as_posix()}", file.read_bytes())
        for file in sorted(_files(root))
    )
    place(folder.archive, data)
    return len(data)


def _files(root: Path) -> Iterator[Path]:
    hidden = Workspace(root).hidden
    for entry in root.iterdir():
        if not entry.name.startswith("."):
            yield from _below(entry)
    for name in _OURS:
        yield from _below(hidden / name)


def _below(entry: Path) -> Iterator[Path]:
    """Yield the files at or below a place; no link is followed."""
    if entry.is_symlink() or entry.name in _PASSED_OVER:
        return
    if entry.is_file():
        yield entry
    elif entry.is_dir():
        for below in entry.iterdir():
            yield from _below(below)
