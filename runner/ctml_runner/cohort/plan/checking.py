"""Checking what ``cohort.toml`` says: each table, key and value must mean something."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path

import msgspec

from ctml_runner.cohort.plan.file import Points, Worth
from ctml_runner.cohort.plan.keys import (
    EXERCISES,
    TABLES,
    Key,
    keys,
    points_allowed,
)
from ctml_runner.cohort.plan.late import LATE_ALLOWED, late_rule
from ctml_runner.cohort.plan.zone import ZONE_ALLOWED, is_zone
from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.workspace.rules import SOLUTIONS_ALLOWED, solutions_rule
from ctml_runner.errors import InstructorError
from ctml_runner.settings.toml_text import line_of

_MEND = "mend the line, then type the command again"


YEARS = range(1970, 9000)
"""When work may be due; later, a learner's own days would end after the last day there is."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """A key whose text states a rule: what it may be, and whether a text is one."""

    allowed: str
    means: Callable[[str], bool]


_RULES = {
    "solutions": _Rule(SOLUTIONS_ALLOWED, lambda text: solutions_rule(text) is not None),
    "zone": _Rule(ZONE_ALLOWED, lambda text: not text or is_zone(text)),
    "late": _Rule(LATE_ALLOWED, lambda text: late_rule(text) is not None),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A plan's file and its text, to tell where something stands."""

    file: Path
    text: str

    def wrong(self, what: str, name: str, next_step: str = _MEND) -> InstructorError:
        """Return the error about what is set by `name`."""
        line = line_of(self.text, name)
        return InstructorError(what, where=self.file, line=line, next_step=next_step)


def check(tree: Mapping[str, object], source: Source, curriculum: Curriculum) -> None:
    """Refuse the first table, key or value that means nothing.

    Raises:
        InstructorError: what is wrong, what is allowed, and the nearest name that is known.
    """
    for name, value in tree.items():
        if name == EXERCISES:
            _check_exercises(value, source, curriculum)
        elif name in TABLES:
            for key, said in _table(name, value, source).items():
                _check_key(name, key, said, source)
        else:
            _check_key("", name, value, source)
    _check_whole(tree, source)


def _table(name: str, value: object, source: Source) -> Mapping[str, object]:
    if isinstance(value, Mapping):
        return value
    step = f"write [{name}] on a line of its own, and its keys below"
    raise source.wrong(f"{name} is a table, not a value", name, step)


def _check_key(table: str, name: str, value: object, source: Source) -> None:
    known = {key.name: key for key in keys() if key.table == table}
    if name not in known:
        raise source.wrong(_unknown(table, name, value, known), name)
    if isinstance(value, datetime) and value.tzinfo is None:
        raise source.wrong(
            f"{name} is {value.isoformat()}, which says no time zone",
            name,
            f"write: {name} = {value.astimezone().isoformat()}   (or another zone)",
        )
    no_time = name == "due" and not (isinstance(value, datetime) and value.year in YEARS)
    if no_time or not known[name].fits(value):
        raise source.wrong(
            f"{_path(table, name)} can't be {_said(value)}", name, _meant(known[name])
        )
    if name in _RULES and not _RULES[name].means(str(value)):
        raise source.wrong(
            f"{name} can't be {_said(value)}", name, f"it may be {_RULES[name].allowed}"
        )


def _check_exercises(value: object, source: Source, curriculum: Curriculum) -> None:
    for slug, worth in _table(EXERCISES, value, source).items():
        if slug not in curriculum.by_slug:
            what = f"[{EXERCISES}] has {slug!r}, which is no exercise of this course"
            step = "ctml list, in a workspace, shows them all"
            raise source.wrong(what + _near(slug, curriculum.by_slug), slug, step)
        if not _fits(worth):
            what = f"the points of {slug} can't be {_said(worth)}"
            raise source.wrong(what, slug, f"it may be {points_allowed()}")


def _check_whole(tree: Mapping[str, object], source: Source) -> None:
    if "name" not in tree:
        raise source.wrong("the plan has no name", "name", 'write: name = "Spring class"')
    if not tree.get(EXERCISES):
        step = f"write [{EXERCISES}], and below it lines like: save_me = 1"
        raise source.wrong("the plan has no exercises", EXERCISES, step)


def _fits(worth: object) -> bool:
    try:
        msgspec.convert(worth, Points | Worth)
    except msgspec.ValidationError:
        return False
    return True


def _unknown(table: str, name: str, value: object, known: Iterable[str]) -> str:
    if isinstance(value, Mapping):
        tables = [EXERCISES, *filter(None, TABLES)]
        return f"there is no table [{name}]{_near(name, tables)}; there are {', '.join(tables)}"
    homes = {key.name: key.table for key in keys()}
    where = f"[{table}] has" if table else "cohort.toml has"
    if name in homes:
        home = f"below [{homes[name]}]" if homes[name] else "above all tables"
        return f"{where} no key {name!r}; it belongs {home}"
    return f"{where} no key {name!r}" + (_near(name, known) or f"; it may have {', '.join(known)}")


def _near(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _path(table: str, name: str) -> str:
    return f"[{table}] {name}" if table else name


def _meant(key: Key) -> str:
    return f"write {key.name} as {key.allowed}"


def _said(value: object) -> str:
    match value:
        case date():
            return value.isoformat()
        case bool() | int() | float() | str():
            return msgspec.json.encode(value).decode()[:80]
        case _:
            return "that"
