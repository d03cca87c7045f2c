"""``ctml init``: make a workspace, or put back what is missing from one."""

import shlex
from pathlib import Path

from rich.console import Console

from ctml_runner.commands.sitting import version
from ctml_runner.commands.warming import ensure_warm
from ctml_runner.course.course_state import CourseState, course_state
from ctml_runner.course.workspace import Workspace, current_folder, find_workspace
from ctml_runner.course.workspace.handed import curriculum_of
from ctml_runner.course.workspace.making import make_workspace
from ctml_runner.errors import LearnerError


def init(folder: Path | None) -> None:
    """Make the workspace and warm the type checker's cache.

    Args:
        folder: where; by default the workspace that we are in, else the current folder.

    Raises:
        LearnerError: the folder holds something else, or can't be written.
    """
    here = current_folder()  # a deleted one has no absolute path
    root = _default(here) if folder is None else folder.expanduser().absolute()
    existed = root.is_dir() and any(root.iterdir())
    curriculum = curriculum_of(Workspace(root))
    workspace, written = make_workspace(root, curriculum, version())
    ensure_warm(workspace.hidden)
    console = Console(highlight=False, markup=False, soft_wrap=True)
    if existed:
        files = "1 missing file was" if written == 1 else f"{written} missing files were"
        console.print(f"{root} is a workspace; {files} put back")
    else:
        console.print(f"{root} is your workspace: {written} files")
    older = course_state(workspace, curriculum, version()) is CourseState.OLDER
    then = "ctml update" if older else "ctml watch"
    enter = "" if root == here else f"cd {shlex.quote(_short(root))} && "
    console.print(f"  next:  {enter}{then}")


def _default(here: Path) -> Path:
    try:
        return find_workspace(here).root
    except LearnerError:
        return here


def _short(root: Path) -> str:
    try:
        return str(root.relative_to(Path.cwd()))
    except ValueError:
        return str(root)
