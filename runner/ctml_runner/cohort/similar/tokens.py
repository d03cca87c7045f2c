"""Tokens of a learner's file, read by one regular expression; nothing is parsed, nothing runs."""

import keyword
import re

LONGEST = 64 * 1024
"""Characters of a file that are read; a learner's part has some thousands."""

_TOKEN = re.compile(
    r"""
    (?P<comment> \#[^\n]* )
  | (?P<text>
        (?:[rbfuRBFU]{1,2})?
        (?: '''(?:\\.|[^\\])*?(?:'''|\Z)        # an unclosed text goes on to the end
          | \"\"\"(?:\\.|[^\\])*?(?:\"\"\"|\Z)
          | '(?:\\.|[^'\\\n])*'?
          | "(?:\\.|[^"\\\n])*"? ) )
  | (?P<word> [^\W\d]\w* )
  | (?P<number> \d[\w.]* )
  | (?P<sign> ->|:=|\*\*|//|>>|<<|[=!<>]=|[^\s\w] )
    """,
    re.VERBOSE | re.DOTALL,
)

_KEPT = frozenset({*keyword.kwlist, *keyword.softkwlist})


def tokens(source: str) -> list[str]:
    """Return the tokens of `source` with all that is easily changed made equal.

    Comments and layout are left out; every name is ``n``, every number ``0``, every text ``s``.
    Keywords and signs stay. Any text has tokens; it need not be Python.
    """
    return [
        _normal(match.lastgroup or "", match[0])
        for match in _TOKEN.finditer(source[:LONGEST])
        if match.lastgroup != "comment"
    ]


def _normal(kind: str, found: str) -> str:
    match kind:
        case "text":
            return "s"
        case "number":
            return "0"
        case "word":
            return found if found in _KEPT else "n"
        case _:
            return found
