"""Checking what ``settings.toml`` says: each table, key and value must mean something."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from ctml_runner.errors import LearnerError
from ctml_runner.settings.keys import Key, as_toml, keys, tables
from ctml_runner.settings.toml_text import line_of

_MEND = "mend it; or move the file away, and type: ctml init   (writes a new one)"


@dataclass(frozen=True, slots=True)
class Source:
    """A settings file and its text, to tell where something stands."""

    file: Path
    text: str

    def wrong(self, what: str, name: str, next_step: str = _MEND) -> LearnerError:
        """Return the error about what is set by `name`."""
        return LearnerError(
            what, where=self.file, line=line_of(self.text, name), next_step=next_step
        )


def check(tree: Mapping[str, object], source: Source) -> None:
    """Refuse the first table, key or value that means nothing.

    Raises:
        LearnerError: what is wrong, and the nearest thing that is right.
    """
    for name, value in tree.items():
        _check_table(name, value, source)


def _check_table(name: str, value: object, source: Source) -> None:
    if name not in tables():
        what = f"table [{name}]" if isinstance(value, Mapping) else f"key {name!r} above the tables"
        raise source.wrong(f"the settings have no {what}{_nearest_table(name)}", name)
    if not isinstance(value, Mapping):
        step = f"write [{name}] on a line of its own, and its keys below"
        raise source.wrong(f"{name} is a table of settings, not a value", name, step)
    for key, said in value.items():
        _check_key(name, str(key), said, source)


def _check_key(table: str, name: str, value: object, source: Source) -> None:
    known = {key.name: key for key in keys() if key.table == table}
    if name not in known:
        raise source.wrong(f"[{table}] has no key {name!r}{_nearest_key(name, list(known))}", name)
    key = known[name]
    if not key.fits(value):
        said = as_toml(value) if isinstance(value, bool | int | float | str) else "that"
        what = f"[{table}] {name} can't be {said}; it may be {key.allowed}"
        raise source.wrong(what, name, f"write: {name} = {_meant(key, value)}")


def _nearest_table(name: str) -> str:
    homes = {key.name: key.table for key in keys()}
    if name in homes:
        return f"; it belongs below [{homes[name]}]"
    near = get_close_matches(name, tables(), n=1)
    listed = ", ".join(f"[{table}]" for table in tables())
    return f"; did you mean [{near[0]}]?" if near else f"; there are {listed}"


def _nearest_key(name: str, here: list[str]) -> str:
    """Return the key that was meant: of this table if one is near, else of another."""
    if near := get_close_matches(name, here, n=1):
        return f"; did you mean {near[0]!r}?"
    homes = {key.name: key.table for key in keys()}
    if near := get_close_matches(name, homes, n=1):
        return f"; did you mean {near[0]!r}, below [{homes[near[0]]}]?"
    return f"; it has {', '.join(here)}"


def _meant(key: Key, value: object) -> str:
    """Return the allowed value nearest to the one that was written, else the default."""
    near = get_close_matches(str(value).lower(), key.options, n=1)
    return as_toml(near[0]) if near else key.default
