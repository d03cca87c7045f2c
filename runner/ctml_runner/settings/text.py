"""The text of a new ``settings.toml``: every key with its default, and what it means."""

import textwrap

from ctml_runner.settings.keys import Key, keys, purpose, tables

_HEAD = """\
# The settings of this workspace. Every key may be left out; ctml reads them when it starts.
"""


def settings_text() -> str:
    """Return what ``init`` writes: all defaults, each explained by a comment."""
    return "\n".join([_HEAD, *map(_table, tables())])


def _table(table: str) -> str:
    written = "\n".join(_key(key) for key in keys() if key.table == table)
    return f"[{table}]  # {purpose(table)}\n{written}"


def _key(key: Key) -> str:
    told = f"{key.meaning} Allowed: {key.allowed}."
    comment = textwrap.fill(told, 92, initial_indent="# ", subsequent_indent="# ")
    return f"{comment}\n{key.name} = {key.default}\n"
