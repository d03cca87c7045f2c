"""Small courses for the tests of updating: written to a folder, and a workspace made of them."""

import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.course.updating import Changed, How, Report, update
from ctml_runner.course.workspace import Workspace
from ctml_runner.course.workspace.making import make_workspace
from ctml_runner.journal import Journal

AREA, LENGTH, LESSON = (
    "exercises/00_first/01_area.py",
    "exercises/00_first/02_length.py",
    "exercises/00_first/README.md",
)
SOLVED = "return math.pi * radius**2"
"""What a learner writes in place of the three dots of `START`."""
START = ["import math", "", "", "def area(radius):", "    ...", "", "", "UNIT = 'metre'"]
"""The lines of a start that learners of these courses begin with."""


def exercise(*lines: str, task: str = "Do it.", checks: str = "x = 1") -> str:
    """Return an exercise's text."""
    head = [f'"""Title.\n\n{task}\n"""', *lines]
    return "\n".join([*head, "# --- checks ---", checks, ""])


SHIPPED = {AREA: exercise(*START), LENGTH: exercise(*START), LESSON: "# First\n"}
"""A course with one chapter."""


def part_of(text: bytes) -> bytes:
    """Return what stands above the marker."""
    return text.partition(b"# --- checks ---")[0]


class Course:
    """A course in a folder, which a test changes as authors do.

    Args:
        root: the folder; its workspace stands beside.
        texts: the files of the first version.
    """

    def __init__(self, root: Path, texts: Mapping[str, str]) -> None:
        self.root = root / "course"
        self.workspace = Workspace(root / "ws")
        self.write(texts)

    def write(self, texts: Mapping[str, str | None]) -> None:
        """Write these files of the course; None removes one."""
        for name, text in texts.items():
            file = self.root / name
            if text is None:
                file.unlink()
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(text.encode())

    @property
    def journal(self) -> Journal:
        """The workspace's journal; a new one, whose lock no other process has inherited."""
        return Journal(self.workspace.journal)

    def make(self, version: str = "1.0") -> Workspace:
        """Make the workspace, long ago."""
        workspace, _ = make_workspace(self.workspace.root, read_curriculum(self.root), version)
        age(workspace.root)
        return workspace

    def update(self, version: str = "2.0") -> Report:
        """Update the workspace."""
        return update(self.workspace, read_curriculum(self.root), version, self.journal)

    def file(self, name: str) -> Path:
        """Return the learner's file of that name."""
        return self.workspace.root / name

    def edit(self, name: str, old: str, new: str) -> bytes:
        """Edit the learner's file, long ago, and return what it holds now."""
        file = self.file(name)
        data = file.read_bytes()
        assert old.encode() in data
        file.write_bytes(data.replace(old.encode(), new.encode()))
        age(self.workspace.root)
        return file.read_bytes()

    def learners(self) -> dict[str, str]:
        """Return what a learner sees: every file but those of ``.ctml`` and of an editor."""
        root = self.workspace.root
        return {
            name: file.read_bytes().decode(errors="backslashreplace")
            for file in sorted(root.rglob("*"))
            if file.is_file()
            and not (name := file.relative_to(root).as_posix()).startswith(".ctml/")
            and name not in {"pyproject.toml", "settings.toml"}
        }

    def kept(self) -> set[bytes]:
        """Return everything that is kept out of sight."""
        hidden = self.workspace.hidden
        folders = (hidden / "saves", hidden / "put_away")
        return {f.read_bytes() for folder in folders for f in folder.rglob("*") if f.is_file()}


def age(root: Path) -> None:
    """Make all files ones that nobody has written to for long, so that nothing waits for a save."""
    for file in root.rglob("*"):
        if file.is_file():
            os.utime(file, (0, 0))


def path(name: str) -> PurePosixPath:
    """Return a place in the workspace."""
    return PurePosixPath(name)


def changed(name: str, how: How) -> Changed:
    """Return what a report says of a changed file."""
    return Changed(path(name), how)


def done(report: Report) -> set[object]:
    """Return what was done, nothing twice."""
    assert len(set(report.done)) == len(report.done)
    return set(report.done)


def again(course: Course) -> None:
    """Check that updating once more finds nothing."""
    before = course.learners()
    assert course.update() == Report("2.0", "2.0", ())
    assert course.learners() == before
