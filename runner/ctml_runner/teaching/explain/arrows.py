"""The two ends of an arrow: read off a class header, a type, or the core's own declarations."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from ctml_runner.teaching.explain.words import clean, split_types

_HEADER = re.compile(
    r"^class (?P<name>\w+)\s*\(.*?\b(?P<kind>Morphism|Compose|Arrow|Endo|Endomorphism|Identity)"
    r"\[(?P<ends>.*)\]\s*[,)]"
)
_BETWEEN_TWO = {"Morphism", "Compose", "Arrow", "Lift"}
_ON_ONE = {"Endo", "Endomorphism", "Identity", "Iterate"}
_CORE = "ctml"


@dataclass(frozen=True, slots=True)
class Arrow:
    """Where an arrow starts and where it ends."""

    source: str
    target: str


def arrow_of(kind: str, ends: str) -> Arrow | None:
    """Return the ends that stand in the brackets behind a generic arrow's name."""
    match kind, split_types(ends):
        case name, [source, target] if name in _BETWEEN_TWO:
            return Arrow(source, target)
        case name, [end] if name in _ON_ONE:
            return Arrow(end, end)
        case _:
            return None


def arrows_in(lines: Iterable[str]) -> dict[str, Arrow]:
    """Return the classes whose header, on one line, declares an arrow, with its ends."""
    headers = (match for line in lines if (match := _HEADER.match(line)))
    found = ((one["name"], arrow_of(one["kind"], clean(one["ends"]))) for one in headers)
    return {name: arrow for name, arrow in found if arrow}


@lru_cache(maxsize=64)
def arrows_of_core(module: str) -> Mapping[str, Arrow]:
    """Return the arrows that a module of the core declares; none if there is no such module.

    The files are read and not imported, so that explaining does not have to wait for numpy.

    Args:
        module: its dotted name, such as ``ctml.pipeline``; of a package all files are read.
    """
    spec = find_spec(_CORE)
    first, *rest = module.split(".")
    if spec is None or not spec.submodule_search_locations or first != _CORE or not rest:
        return MappingProxyType({})
    place = Path(spec.submodule_search_locations[0], *rest)
    files = sorted(place.glob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    texts = (file.read_text(encoding="utf-8") for file in files if file.is_file())
    lines = (line for text in texts for line in text.split("\n"))
    return MappingProxyType(arrows_in(lines))
