"""The learner's folder: exercises, challenges, an editor's configuration, and ``.ctml/``."""

import json
import shlex
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ctml_runner.course.curriculum import CHALLENGES, COURSE, Curriculum
from ctml_runner.course.exercise import Exercise
from ctml_runner.course.locate import checkout_root
from ctml_runner.errors import LearnerError

_HIDDEN = ".ctml"
_SIGN = "workspace.toml"
_CARRIED = {".py", ".md", ".toml"}  # pip compiles what it installs; nothing else is the learner's

_PYPROJECT = """\
# Your editor reads this file, so that what it underlines agrees with what ctml says.

[tool.mypy]
strict = true
warn_unreachable = true
files = {files}

[tool.pyright]
{environment}typeCheckingMode = "strict"
reportUnnecessaryTypeIgnoreComment = "error"
reportUnusedFunction = false
reportUnusedVariable = false
reportMissingTypeStubs = false

[tool.pytest.ini_options]
addopts = ["--import-mode=importlib"]
python_files = ["[0-9][0-9]_*.py"]
testpaths = {files}
"""

_IGNORE = "# made anew by ctml; the journal and the saves are yours\ncache/\nbuild/\n"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A learner's folder.

    Attributes:
        root: the folder itself.
    """

    root: Path

    @property
    def hidden(self) -> Path:
        """The folder of what ctml keeps: journal, saves, caches."""
        return self.root / _HIDDEN

    @property
    def journal(self) -> Path:
        """Where the journal stands."""
        return self.hidden / "journal.jsonl"

    @property
    def watched(self) -> tuple[Path, ...]:
        """The folders in which a save may be an exercise's."""
        return self.root / COURSE, self.root / CHALLENGES

    def file(self, exercise: Exercise) -> Path:
        """Return the learner's file of `exercise`."""
        return self.root / exercise.path

    def exercise_at(self, file: Path, curriculum: Curriculum) -> Exercise | None:
        """Return the exercise that `file` is the learner's file of, if any."""
        try:
            relative = file.relative_to(self.root)
        except ValueError:
            return None
        return curriculum.by_path.get(PurePosixPath(relative.as_posix()))

    def read(self, exercise: Exercise) -> bytes:
        """Return the bytes of the learner's file.

        Raises:
            LearnerError: there is no such file, or it can't be read.
        """
        file = self.file(exercise)
        try:
            if file.exists() and not file.is_file():  # reading a named pipe would wait for ever
                raise LearnerError(
                    "this is not a file",
                    where=file,
                    next_step="move it away, then type: ctml init   (puts the exercise back)",
                )
            return file.read_bytes()
        except FileNotFoundError:
            raise LearnerError(
                "this exercise's file is gone",
                where=file,
                next_step="ctml init   (puts back what is missing and touches nothing else)",
            ) from None
        except OSError as error:
            raise LearnerError(
                f"this file can't be read: {error.strerror}",
                where=file,
                next_step=f"make it readable: chmod u+rw {shlex.quote(str(file))}",
            ) from error


def current_folder() -> Path:
    """Return the folder that a command is typed in.

    Raises:
        LearnerError: it was deleted meanwhile.
    """
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise LearnerError(
            "the folder that you are in was deleted", next_step="cd (the folder of your workspace)"
        ) from None


def find_workspace(start: Path) -> Workspace:
    """Return the workspace that `start` is in; or the one that `make learn` made in a checkout.

    Raises:
        LearnerError: there is none.
    """
    for folder in (start, *start.parents):
        if _is_workspace(folder):
            return Workspace(folder)
        if _is_workspace(folder / "workspace"):
            return Workspace(folder / "workspace")
    where = "workspace" if start.is_relative_to(checkout_root()) else "[DIR]"
    raise LearnerError(
        "there is no workspace here, nor in any folder above",
        where=start,
        next_step=f"ctml init {where}",
    )


def _is_workspace(folder: Path) -> bool:
    return (folder / _HIDDEN / _SIGN).is_file()


def make_workspace(root: Path, curriculum: Curriculum, version: str) -> tuple[Workspace, int]:
    """Make a workspace in `root`, or put back what is missing from one; overwrite nothing.

    Returns:
        The workspace and how many files were written.

    Raises:
        LearnerError: `root` holds something else, or can't be written.
    """
    if root.exists() and not root.is_dir():
        raise LearnerError(
            "this is a file, not a folder", where=root, next_step="ctml init another_name"
        )
    try:
        if root.is_dir() and any(root.iterdir()) and not _is_workspace(root):
            raise LearnerError(
                "this folder isn't empty and isn't a workspace; nothing was changed",
                where=root,
                next_step=f"ctml init {shlex.quote(str(root / 'ctml-workspace'))}",
            )
        written = sum(_carry(curriculum.root / top, root / top) for top, _ in _tops(curriculum))
        written += _write_new(root / "pyproject.toml", _editor_settings(curriculum))
        hidden = root / _HIDDEN
        hidden.mkdir(exist_ok=True)
        _write_new(hidden / ".gitignore", _IGNORE)
        _write_new(
            hidden / _SIGN, f'course = "{version}"  # the course that this folder was made from\n'
        )
    except OSError as error:
        raise LearnerError(
            f"the workspace can't be written: {error.strerror}",
            where=Path(error.filename or root),
            next_step="make room, or choose a folder of yours: ctml init DIR",
        ) from error
    return Workspace(root), written


def _editor_settings(curriculum: Curriculum) -> str:
    """Return the settings by which editors find what is installed, and judge as ctml does."""
    tops = [top for top, found in _tops(curriculum) if found]
    place = Path(sys.prefix)
    environment = f"venvPath = {json.dumps(str(place.parent))}\nvenv = {json.dumps(place.name)}\n"
    in_environment = sys.prefix != sys.base_prefix
    return _PYPROJECT.format(
        files=json.dumps(tops), environment=environment if in_environment else ""
    )


def _tops(curriculum: Curriculum) -> tuple[tuple[str, bool], ...]:
    """Return the folders of a workspace, and whether the curriculum has anything for them."""
    return (COURSE, bool(curriculum.course)), (CHALLENGES, bool(curriculum.challenges))


def _carry(source: Path, target: Path) -> int:
    """Copy what is the learner's of `source`, where it is missing in `target`."""
    target.mkdir(parents=True, exist_ok=True)
    written = 0
    for file in sorted(source.rglob("*")):
        if file.suffix in _CARRIED and file.is_file():
            copy = target / file.relative_to(source)
            if not copy.exists():
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, copy)
                written += 1
    return written


def _write_new(file: Path, text: str) -> int:
    if file.exists():
        return 0
    file.write_text(text, encoding="utf-8")
    return 1
