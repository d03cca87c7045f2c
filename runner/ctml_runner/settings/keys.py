"""The keys of ``settings.toml``, read off the values' own declarations."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import get_args

import msgspec
from msgspec.structs import fields

from ctml_runner.settings.values import Editor, Screen, Settings, Watch

_TABLES: dict[str, type[Screen | Editor | Watch]] = {
    field.name: field.type for field in fields(Settings)
}


@dataclass(frozen=True, slots=True)
class Key:
    """One key.

    Attributes:
        table: the table it stands in.
        name: its name.
        kind: the type of its value.
        meaning: what it does, in a sentence or two.
        default: the value it has if it isn't set, as TOML.
    """

    table: str
    name: str
    kind: type[StrEnum | bool | str]
    meaning: str
    default: str

    @property
    def options(self) -> tuple[str, ...]:
        """The texts to choose from; none where the value isn't one of a few."""
        return tuple(self.kind) if issubclass(self.kind, StrEnum) else ()

    @property
    def allowed(self) -> str:
        """What may be written, in words."""
        if self.options:
            *most, last = map(as_toml, self.options)
            return f"{', '.join(most)} or {last}"
        return "true or false" if self.kind is bool else "a text in quotes"

    def fits(self, value: object) -> bool:
        """Whether `value` may be written."""
        try:
            msgspec.convert(value, self.kind)
        except msgspec.ValidationError:
            return False
        return True


def keys() -> Iterator[Key]:
    """Yield every key, in the order in which they are written."""
    for table, kind in _TABLES.items():
        for field in fields(kind):
            bare, meta = get_args(field.type)
            yield Key(table, field.name, bare, meta.description or "", as_toml(field.default))


def tables() -> tuple[str, ...]:
    """Return the names of the tables."""
    return tuple(_TABLES)


def purpose(table: str) -> str:
    """Return what a table is about."""
    return _TABLES[table].__doc__ or ""


def as_toml(value: object) -> str:
    """Return a value as TOML writes it, which for these kinds is as JSON does."""
    return msgspec.json.encode(value).decode()
