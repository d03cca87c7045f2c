"""``ctml cohort wheelhouse``: everything for an install without a network, in one folder."""

import re
import shlex
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console

from ctml_runner.cohort.folder import find_cohort, place_of
from ctml_runner.cohort.wheelhouse.making import HANDOUT, make_wheelhouse
from ctml_runner.cohort.wheelhouse.proof import prove
from ctml_runner.cohort.wheelhouse.target import targets
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
    root = place_of(folder)
    console = Console(highlight=False, markup=False, soft_wrap=True)
    beside = _of_the_class(place)
    made = make_wheelhouse(
        root, targets(pythons, systems), lambda what: console.print(f"  {what}"), beside
    )
    console.print(f"{root}: {made.wheels} wheels, {made.size / 1e6:.0f} MB")
    for file in beside.values():
        console.print(f"  with {file}")
    if proof:
        console.print("  installing from it on trial, without a network …")
        console.print(f"  the preflight says: {prove(root)}")
    console.print(f"  next:  copy it to a stick; there: python3 install.py   (see {_readme(root)})")


def _of_the_class(place: Path) -> Mapping[str, Path]:
    """Return what is taken along where we are in a cohort: its handout, and a workshop's card.

    Raises:
        InstructorError: a cohort was named, and there is none; or it has nothing to hand out yet.
    """
    try:
        folder = find_cohort(place)
    except InstructorError:
        if place != Path():
            raise
        return {}
    if not folder.archive.is_file():
        raise InstructorError(
            "this class has nothing to hand out yet",
            where=folder.archive,
            next_step="ctml cohort handout, then this command again",
        )
    beside = {HANDOUT: folder.archive, "card.md": folder.workshop / "card.md"}
    return {name: file for name, file in beside.items() if file.is_file()}


def _readme(root: Path) -> str:
    return shlex.quote(str(root / "README.md"))
