"""TOML that a person wrote: its tree, or why it is none, and the line in which something stands."""

import re

_TOLD = {"Cannot overwrite a value": "this key is set a second time"}
"""Python's words that say little, in ours."""


class NotTomlError(Exception):
    """A text is no TOML.

    Attributes:
        why: what is wrong with it, in a few words.
        line: the line, counted from 1.
    """

    def __init__(self, why: str, line: int) -> None:
        super().__init__(why, line)
        self.why = why
        self.line = line


def toml_tree(text: str) -> dict[str, object]:
    """Return what the text says.

    Raises:
        NotTomlError: it is no TOML.
    """
    import tomllib  # noqa: PLC0415  # most commands never read any

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        why, _, place = str(error).partition(" (at ")
        found = re.match(r"line (\d+)", place)  # else it is the end of the document
        line = int(found[1]) if found else text.count("\n") + 1
        raise NotTomlError(_TOLD.get(why, f"{why[:1].lower()}{why[1:]}"), line) from None


def line_of(text: str, name: str) -> int | None:
    """Return the first line that sets `name` or begins its table."""
    sets = re.compile(rf"""\s*(\[\s*)?["']?{re.escape(name)}["']?\s*[\].=]""")
    return next((n for n, line in enumerate(text.splitlines(), 1) if sets.match(line)), None)
