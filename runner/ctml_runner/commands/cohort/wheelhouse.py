"""``ctml cohort wheelhouse``: everything for an install without a network, in one folder."""

import re
import shlex
from pathlib import Path

from rich.console import Console

from ctml_runner.cohort.folder import find_cohort
from ctml_runner.cohort.wheelhouse.making import make_wheelhouse
from ctml_runner.cohort.wheelhouse.proof import prove
from ctml_runner.cohort.wheelhouse.target import targets
from ctml_runner.course.workspace import current_folder
from ctml_runner.errors import InstructorError

_PYTHON = re.compile(r"3\.\d{1,2}")


def wheelhouse(
    folder: Path, place: Path, pythons: tuple[str, ...], systems: tuple[str, ...], *, proof: bool
) -> None:
    """Make a wheelhouse and prove it.

    Args:
        folder: the folder to make.
        place: where a cohort may be, whose handout is taken along; by default where we are.
        pythons: versions of Python besides the one that runs us.
        systems: kinds of machines, in the words of ``System``.
        proof: whether to install from it on trial.

    Raises:
        InstructorError: the folder holds something else; a version means nothing; there is no
            network, or no wheel of something.
        ToolError: pip failed, or the proof did.
    """
    for python in pythons:
        if not _PYTHON.fullmatch(python) or int(python[2:]) < 11:
            raise InstructorError(
                f"{python!r} is no version of Python that ctml runs on",
                next_step="such as: --python 3.12",
            )
    root = current_folder() / folder.expanduser()
    console = Console(highlight=False, markup=False, soft_wrap=True)
    handout = _handout(place)
    made = make_wheelhouse(
        root, targets(pythons, systems), lambda what: console.print(f"  {what}"), handout
    )
    console.print(f"{root}: {made.wheels} wheels, {made.size / 1e6:.0f} MB")
    if handout is not None:
        console.print(f"  with the workspace of your class: {handout}")
    if proof:
        console.print("  installing from it on trial, without a network …")
        console.print(f"  the preflight says: {prove(root)}")
    console.print(f"  next:  copy it to a stick; there: python3 install.py   (see {_readme(root)})")


def _handout(place: Path) -> Path | None:
    """Return the zip file that a class is handed, if we are in its cohort and there is one.

    Raises:
        InstructorError: a cohort was named, and there is none, or nothing to hand out yet.
    """
    asked = place != Path()
    try:
        archive = find_cohort(current_folder() / place).archive
    except InstructorError:
        if asked:
            raise
        return None
    if archive.is_file():
        return archive
    if asked:
        step = "ctml cohort handout, then this command again"
        raise InstructorError("there is nothing to hand out yet", where=archive, next_step=step)
    return None


def _readme(root: Path) -> str:
    return shlex.quote(str(root / "README.md"))
