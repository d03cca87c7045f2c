"""The nouns that cross as data: those of ``ctml.domain``, by its own table."""

import dataclasses
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, Generic, TypeVar

import ctml.domain


@dataclasses.dataclass(frozen=True, slots=True)
class Noun:
    """How one noun is taken apart and made again.

    Attributes:
        kind: the class.
        holds: whether objects of the worker's may stand somewhere in it; only generic containers
            look at nothing that they hold.
        bare: for each argument, whether such an object may be the argument itself.
    """

    kind: type
    holds: bool
    bare: tuple[bool, ...]

    def may_be_bare(self, place: int) -> bool:
        """Return whether an object of the worker's may be the argument at this place."""
        return self.holds and place < len(self.bare) and self.bare[place]


def arguments(value: object) -> Sequence[object]:
    """Return what the noun `value` is made of, as its constructor takes it."""
    if "__reduce__" in vars(type(value)):
        return tuple(value.__reduce__()[1])
    return tuple(getattr(value, name) for name in _FIELDS[type(value)])


def _noun(kind: type) -> Noun:
    bare = tuple(isinstance(field.type, TypeVar) for field in dataclasses.fields(kind))
    return Noun(kind, issubclass(kind, Generic), bare)


def _table() -> Mapping[str, Noun]:
    found = {name: getattr(ctml.domain, name) for name in ctml.domain.__all__}
    return MappingProxyType(
        {
            name: _noun(one)
            for name, one in found.items()
            if isinstance(one, type) and dataclasses.is_dataclass(one)
        }
    )


NOUNS: Final = _table()
"""The nouns, by name."""

NAMES: Final = MappingProxyType({noun.kind: name for name, noun in NOUNS.items()})
"""Their names, by class."""

_FIELDS: Final = {
    noun.kind: tuple(field.name for field in dataclasses.fields(noun.kind))
    for noun in NOUNS.values()
}
