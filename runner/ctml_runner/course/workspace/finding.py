"""Finding the workspace that a command is typed in."""

from pathlib import Path

from ctml_runner.course.locate import checkout_root
from ctml_runner.course.workspace.folder import Workspace
from ctml_runner.errors import LearnerError


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
        if is_workspace(folder):
            return Workspace(folder)
        if is_workspace(folder / "workspace"):
            return Workspace(folder / "workspace")
    where = "workspace" if start.is_relative_to(checkout_root()) else "[DIR]"
    raise LearnerError(
        "there is no workspace here, nor in any folder above",
        where=start,
        next_step=f"ctml init {where}",
    )


def is_workspace(folder: Path) -> bool:
    """Whether `folder` is a workspace."""
    return Workspace(folder).sign.is_file()
