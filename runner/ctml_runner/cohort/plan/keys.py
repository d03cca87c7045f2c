"""The keys of ``cohort.toml``, read off their declarations: what each is, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import FieldInfo, fields

from ctml_runner.cohort.plan.file import Grading, Stuck, Top

EXERCISES = "exercises"
"""The table of the exercises, whose keys are their slugs."""

TABLES: dict[str, type[Struct]] = {"": Top, "grading": Grading, "stuck": Stuck}
"""The tables whose keys are known; the first stands above all others."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key.

    Attributes:
        table: the table it stands in; empty above all tables.
        field: its declaration.
    """

    table: str
    field: FieldInfo

    @property
    def name(self) -> str:
        """What is written before the equals sign."""
        return self.field.name

    @property
    def meta(self) -> Meta:
        """The bounds and the meaning."""
        return next(part for part in get_args(self.field.type) if isinstance(part, Meta))

    @property
    def allowed(self) -> str:
        """What may be written, in words."""
        return _allowed(get_args(self.field.type)[0], self.meta)

    def fits(self, value: object) -> bool:
        """Whether `value` may be written."""
        try:
            msgspec.convert(value, self.field.type)
        except msgspec.ValidationError:
            return False
        return True


def keys() -> Iterator[Key]:
    """Yield every key, in the order in which they are written."""
    for table, kind in TABLES.items():
        yield from (Key(table, field) for field in fields(kind))


def points_allowed() -> str:
    """Return what may be written for an exercise, in words."""
    return "points, a whole number from 0 to 10000; or { points = 2, must = false }"


def _allowed(kind: object, meta: Meta) -> str:
    if kind is bool:
        return "true or false"
    if kind is int:
        return f"a whole number from {meta.ge} to {meta.le}"
    if kind is float:
        return f"a number {'from 0 to' if meta.ge == 0 else 'above 0, up to'} {meta.le}"
    if kind is str:
        return "a text in quotes"
    return f"a date and a time with its zone, not in quotes, such as {example_time()}"


def example_time() -> str:
    """Return a time with the zone of this machine, as TOML writes it."""
    today = datetime.now().astimezone()
    return today.replace(hour=23, minute=59, second=0, microsecond=0).isoformat()
