"""Words in Markdown that mean only themselves, whoever wrote them."""

import re

_MEANING = re.compile(
    r"[\\`*_{}\[\]#|~@]|(?<=:)/(?=/)|(?<=www)\.|^[-+=]|(?<=^\d)[.)]", re.IGNORECASE
)
"""What begins code, emphasis, a link, a table, an address; or, at the front, a list or a rule."""

_ENTITY = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_NAME = re.compile(r"[A-Za-z_][\w.:-]*", re.ASCII)
_CODE = re.compile(r"(`[^`\n]+`)")


def escaped(text: str) -> str:
    """Return `text` as one line in which nothing is a heading, a link, a picture or HTML."""
    return _words(" ".join(_printable(text).split()))


def prose(text: str) -> str:
    """Return a course's own sentence: its code stays code, the rest means only itself."""
    parts = _CODE.split(_printable(text))
    return "".join(part if at % 2 else _words(part) for at, part in enumerate(parts))


def code(name: str) -> str:
    """Return a name as code if it is one, such as a test's; else as escaped words."""
    return f"`{name}`" if _NAME.fullmatch(name) else escaped(name)


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


def _words(text: str) -> str:
    line = re.sub(r"[&<>]", lambda found: _ENTITY[found[0]], text)
    return _MEANING.sub(lambda found: f"\\{found[0]}", line)
