"""``ctml init``: make a workspace, or put back what is missing from one."""

from pathlib import Path

from rich.console import Console

from ctml_runner.commands.sitting import version
from ctml_runner.commands.warming import ensure_warm
from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.course.workspace import make_workspace


def init(folder: Path) -> None:
    """Make the workspace and warm the type checker's cache.

    Raises:
        LearnerError: the folder holds something else, or can't be written.
    """
    root = folder.expanduser().absolute()
    existed = root.is_dir() and any(root.iterdir())
    workspace, written = make_workspace(root, read_curriculum(), version())
    ensure_warm(workspace.hidden)
    console = Console(highlight=False, markup=False, soft_wrap=True)
    if existed:
        console.print(f"{root} is a workspace; {written} missing files were put back")
    else:
        console.print(f"{root} is your workspace: {written} files")
    here = "" if root == Path.cwd() else f"cd {_short(root)} && "
    console.print(f"  next:  {here}ctml watch")


def _short(root: Path) -> str:
    try:
        return str(root.relative_to(Path.cwd()))
    except ValueError:
        return str(root)
