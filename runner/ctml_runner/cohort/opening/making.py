"""Making a cohort's folder."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from ctml_runner.cohort.export import pseudonyms
from ctml_runner.cohort.folder import CohortFolder, is_cohort
from ctml_runner.cohort.plan.text import plan_text
from ctml_runner.cohort.plan.zone import local_zone
from ctml_runner.cohort.roster import COLUMNS
from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.exercise import Exercise
from ctml_runner.course.placing import draw_up
from ctml_runner.errors import InstructorError

_KEPT_OUT = f"""\
# What is yours alone, and goes into no repository: the seed that the inputs of tests are drawn from
# (with locks and caches beside it), and the key that tells who stands behind each pseudonym.
{CohortFolder(Path()).hidden.name}/
{pseudonyms.FILE}
"""
"""For git, which reads it as ``.gitignore``."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the class is to be.

    Attributes:
        exercises: what is handed out.
        due: when it is to be handed in; None is never.
        may: slugs of those that are for whoever is ahead.
        said: other values of the plan, by the names of their keys.
    """

    exercises: tuple[Exercise, ...]
    due: datetime | None = None
    may: tuple[str, ...] = ()
    said: Mapping[str, object] = field(default_factory=dict)


def open_cohort(root: Path, curriculum: Curriculum, version: str, wish: Wish) -> CohortFolder:
    """Make a cohort in `root`; a roster and a .gitignore that are there stay as they are.

    Args:
        root: its folder; it is made if there is none.
        curriculum: the installed course.
        version: of ctml.
        wish: what it is to be.

    Raises:
        InstructorError: there is a cohort already, or something else in its place.
        OSError: it can't be written.
    """
    if is_cohort(root):
        raise InstructorError(
            "there is a cohort here already; nothing was changed",
            where=CohortFolder(root).plan,
            next_step=f"edit that file; or choose another folder: ctml cohort new {_other(root)}",
        )
    if root.exists() and not root.is_dir():
        raise InstructorError(
            "this is a file, not a folder", where=root, next_step="ctml cohort new another_name"
        )
    folder = CohortFolder(root)
    root.mkdir(parents=True, exist_ok=True)
    offered = [one for one in curriculum.challenges if one not in wish.exercises]
    said = {
        "name": root.name,
        "course": version,
        "due": wish.due,
        "zone": local_zone(),
        **wish.said,
    }
    if not folder.roster.exists():
        draw_up(folder.roster, (",".join(COLUMNS) + "\n").encode())
    if not (root / ".gitignore").exists():
        draw_up(root / ".gitignore", _KEPT_OUT.encode())
    draw_up(folder.plan, plan_text(said, wish.exercises, offered, wish.may).encode())
    return folder


def _other(root: Path) -> str:
    return shlex.quote(f"{root.name}-2")
