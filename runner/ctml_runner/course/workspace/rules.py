"""``.ctml/cohort.toml``: the rules of the class that a workspace was handed out to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time
from typing import assert_never

import msgspec

from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.placing import place
from ctml_runner.course.workspace.folder import Workspace
from ctml_runner.errors import LearnerError
from ctml_runner.settings.keys import as_toml

SOLUTIONS_ALLOWED = '"after-pass", "never", or a time of day such as "after 17:30"'
"""What may be said about solutions, in words."""

_AFTER = re.compile(r"after ([01]?\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class AfterPass:
    """A solution is shown once its exercise has passed."""


@dataclass(frozen=True, slots=True)
class AfterTime:
    """A solution is shown once its exercise has passed, and to everyone from a time of day on.

    Attributes:
        time: by the clock of the learner's machine.
    """

    time: time


@dataclass(frozen=True, slots=True)
class Never:
    """No solution is shown."""


SolutionsRule = AfterPass | AfterTime | Never


@dataclass(frozen=True, slots=True)
class CohortRules:
    """What a class changes about a learner's workspace.

    Attributes:
        name: the cohort's name.
        exercises: the slugs that were handed out; there are no others in this workspace.
        any_order: whether they may be opened in any order, as a playlist.
        solutions: when solutions are shown.
        may: those of the exercises that are for whoever is ahead; all others are for everyone.
        share: the folder that the watch copies the journal to; empty if to none.
    """

    name: str
    exercises: tuple[str, ...]
    any_order: bool = False
    solutions: SolutionsRule = AfterPass()
    may: tuple[str, ...] = ()
    share: str = ""

    def narrow(self, curriculum: Curriculum) -> Curriculum:
        """Return the part of the curriculum that was handed out."""
        handed = frozenset(self.exercises)
        return replace(
            curriculum,
            course=tuple(e for e in curriculum.course if e.slug in handed),
            challenges=tuple(e for e in curriculum.challenges if e.slug in handed),
        )


class _File(msgspec.Struct, frozen=True):
    """The file as it is written."""

    name: str
    exercises: tuple[str, ...]
    any_order: bool
    solutions: str
    may: tuple[str, ...] = ()
    share: str = ""


def solutions_rule(text: str) -> SolutionsRule | None:
    """Return the rule that `text` states, or None if it states none."""
    if text == "after-pass":
        return AfterPass()
    if text == "never":
        return Never()
    after = _AFTER.fullmatch(text)
    return None if after is None else AfterTime(time(int(after[1]), int(after[2])))


def solutions_text(rule: SolutionsRule) -> str:
    """Return the text that states `rule`."""
    match rule:
        case AfterPass():
            return "after-pass"
        case AfterTime(moment):
            return f"after {moment:%H:%M}"
        case Never():
            return "never"
        case _:
            assert_never(rule)


def read_rules(workspace: Workspace) -> CohortRules | None:
    """Return the rules of the class that the workspace was handed out to, or None if to none.

    Raises:
        LearnerError: the file is damaged.
    """
    if not workspace.rules.exists():
        return None
    import tomllib  # noqa: PLC0415  # most workspaces belong to no class

    try:
        return _told(tomllib.loads(workspace.rules.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:  # what is no TOML, and no rules, are ValueErrors
        raise LearnerError(
            "the rules of your class can't be read",
            where=workspace.rules,
            next_step="copy that file from the folder that your class was handed",
        ) from error


def _told(tree: Mapping[str, object]) -> CohortRules:
    """Return the rules that the file's tree tells.

    Raises:
        ValueError: it tells none.
    """
    file = msgspec.convert(tree, _File)
    rule = solutions_rule(file.solutions)
    if rule is None:
        raise ValueError(f"no rule: {file.solutions!r}")
    return CohortRules(file.name, file.exercises, file.any_order, rule, file.may, file.share)


def write_rules(workspace: Workspace, rules: CohortRules) -> None:
    """Write the rules into a workspace that is handed out.

    Raises:
        OSError: they can't be written; what stood there is as it was.
    """
    may = ", ".join(map(as_toml, rules.may))
    lines = [
        "# The rules of your class; whoever teaches it wrote them.",
        f"name = {as_toml(rules.name)}",
        f"any_order = {as_toml(rules.any_order)}",
        f"solutions = {as_toml(solutions_text(rules.solutions))}",
        f"may = [{may}]  # for whoever is ahead; the others are for everyone",
        f"share = {as_toml(rules.share)}  # where your journal is copied to, never your code",
        "exercises = [",
        *(f"    {as_toml(slug)}," for slug in rules.exercises),
        "]",
    ]
    place(workspace.rules, ("\n".join(lines) + "\n").encode())
