"""The text of a new ``cohort.toml``: every key with its default, and what it means."""

import textwrap
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import groupby

from msgspec import NODEFAULT

from ctml_runner.cohort.plan.keys import TABLES, Key, example_time, keys
from ctml_runner.course.exercise import Exercise
from ctml_runner.settings.keys import as_toml

_HEAD = """\
# The plan of a class. Every command of `ctml cohort` reads it; what follows a # is for people.
"""
_EXERCISES = """\
[exercises]  # What is handed out, and the points of a pass: a whole number.
# A plus for those who are ahead, not a must:  token_id = { points = 1, must = false }
"""
_CHALLENGES = "# Challenges, beside the course: take away the # to hand one out.\n"
_CHALLENGE_POINTS = 2
_PLUS = "{ points = 1, must = false }"


def plan_text(
    said: Mapping[str, object],
    exercises: Iterable[Exercise],
    challenges: Iterable[Exercise],
    may: Container[str] = (),
) -> str:
    """Return what ``ctml cohort new`` writes.

    Args:
        said: what is known already, by the names of the keys.
        exercises: what is handed out.
        challenges: what is offered, as comments.
        may: slugs of what is handed out for whoever is ahead.
    """
    tables = [
        "\n".join(_key(key, said) for key in keys() if key.table == "").rstrip() + "\n",
        _EXERCISES + "".join(_exercises(exercises, challenges, may)),
        *(_table(table, said) for table in TABLES if table),
    ]
    return "\n".join([_HEAD, *tables])


def _exercises(
    exercises: Iterable[Exercise], challenges: Iterable[Exercise], may: Container[str]
) -> Iterator[str]:
    for chapter, there in groupby(exercises, lambda exercise: exercise.chapter):
        yield f"# {chapter}\n" + "".join(
            f"{one.slug} = {_PLUS if one.slug in may else 1}\n" for one in there
        )
    offered = "".join(f"# {exercise.slug} = {_CHALLENGE_POINTS}\n" for exercise in challenges)
    if offered:
        yield _CHALLENGES + offered


def _table(table: str, said: Mapping[str, object]) -> str:
    written = "\n".join(_key(key, said) for key in keys() if key.table == table)
    return f"[{table}]  # {TABLES[table].__doc__}\n{written}"


def _key(key: Key, said: Mapping[str, object]) -> str:
    told = f"{key.meta.description} Allowed: {key.allowed}."
    comment = textwrap.fill(told, 96, initial_indent="# ", subsequent_indent="# ")
    value = said.get(key.name, key.field.default)
    if value is None or value is NODEFAULT:  # TOML can't say that something isn't there
        return f"{comment}\n# {key.name} = {example_time()}\n"
    return f"{comment}\n{key.name} = {_value(key, value)}\n"


def _value(key: Key, value: object) -> str:
    text = as_toml(value)
    return text.strip('"') if key.name == "due" else text
