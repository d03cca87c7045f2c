"""Key: one key of a config, read off the declaration of its table."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

import msgspec
from msgspec import inspect
from msgspec.structs import fields

Table: TypeAlias = type[msgspec.Struct]
"""The declaration of a table."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key.

    Attributes:
        name: what it is called.
        kind: what its value may be.
        meaning: what it does, in a sentence or two.
        default: the value it has if it isn't set, as TOML; empty if it then has none, and None
            if it must be set.
    """

    name: str
    kind: inspect.Type
    meaning: str
    default: str | None
    _declared: object

    @property
    def options(self) -> tuple[str, ...]:
        """The texts to choose from; none where the value isn't one of a few."""
        match self.kind:
            case inspect.EnumType(cls=cls):
                return tuple(str(one.value) for one in cls)
            case _:
                return ()

    @property
    def allowed(self) -> str:
        """What may be written, in words."""
        match self.kind:
            case inspect.IntType() | inspect.FloatType():
                return _numbers(self.kind)
            case inspect.EnumType():
                *most, last = (f'"{option}"' for option in self.options)
                return f"{', '.join(most)} or {last}" if most else last
            case inspect.BoolType():
                return "true or false"
            case _:
                return "a text in quotes"

    def fits(self, value: object) -> bool:
        """Whether ``value`` may be written."""
        try:
            msgspec.convert(value, self._declared)
        except msgspec.ValidationError:
            return False
        return not (isinstance(value, float) and not math.isfinite(value))


def keys(table: Table) -> Iterator[Key]:
    """Yield the keys of a table, in the order in which they are declared."""
    described = inspect.type_info(table)
    declared = {field.name: field.type for field in fields(table)}
    if isinstance(described, inspect.StructType):
        for field in described.fields:
            kind, meaning = _unfolded(field.type)
            yield Key(field.name, kind, meaning, _default(field), declared[field.name])


def as_toml(value: object) -> str:
    """Return a value as TOML writes it, which for these kinds is as JSON does."""
    return msgspec.json.encode(value, enc_hook=str).decode()


def _unfolded(kind: inspect.Type) -> tuple[inspect.Type, str]:
    """Return a kind without its description or its None, and that description."""
    match kind:
        case inspect.Metadata(type=inner, extra_json_schema=told):
            return _unfolded(inner)[0], str((told or {}).get("description", ""))
        case inspect.UnionType(types=types):
            return _unfolded(next(one for one in types if not isinstance(one, inspect.NoneType)))
        case _:
            return kind, ""


def _default(field: inspect.Field) -> str | None:
    if field.required:
        return None
    if field.default is None:
        return ""
    value = field.default.value if isinstance(field.default, Enum) else field.default
    return as_toml(value)


def _numbers(kind: inspect.IntType | inspect.FloatType) -> str:
    """Return a range in words: a whole number of 1 or more; a number from 0 to below 1."""
    noun = "a whole number" if isinstance(kind, inspect.IntType) else "a number"
    low = "" if kind.ge is None else f"{kind.ge:g}"
    above = "" if kind.gt is None else f"{kind.gt:g}"
    high = "" if kind.le is None else f"{kind.le:g}"
    below = "" if kind.lt is None else f"{kind.lt:g}"
    end = f"to {high}" if high else f"to below {below}" if below else ""
    if low:
        return f"{noun} from {low} {end}" if end else f"{noun} of {low} or more"
    if above:
        to = f" and below {below}" if below else f", up to {high}" if high else ""
        return f"{noun} above {above}{to}"
    return noun
