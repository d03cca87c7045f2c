"""Words in Markdown that mean only themselves, whoever wrote them."""

import re

_MEANING = re.compile(r"[\\`*_{}\[\]()#+\-.!|~:@]")
_ENTITY = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_CODE = re.compile(r"(`[^`\n]+`)")
_NAME = re.compile(r"[A-Za-z_][\w.:-]*", re.ASCII)


def escaped(text: str) -> str:
    """Return `text` as one line in which nothing is a heading, a link, a picture or HTML."""
    line = "".join(char if char.isprintable() else " " for char in text)
    line = re.sub(r"[&<>]", lambda found: _ENTITY[found[0]], " ".join(line.split()))
    return _MEANING.sub(lambda found: f"\\{found[0]}", line)


def prose(text: str) -> str:
    """Return a course's own sentence: its code stays code, the rest means only itself."""
    parts = _CODE.split("".join(char if char.isprintable() else " " for char in text))
    return "".join(part if at % 2 else _plain(part) for at, part in enumerate(parts))


def _plain(text: str) -> str:
    """Return words with the signs of plain prose as they are: no escape where none is needed."""
    space = " " if text.endswith(" ") else ""
    lead = " " if text.startswith(" ") and text.strip() else ""
    return lead + re.sub(r"\\([().:!-])", r"\1", escaped(text)) + space


def code(name: str) -> str:
    """Return a name as code if it is one, such as a test's; else as escaped words."""
    return f"`{name}`" if _NAME.fullmatch(name) else escaped(name)
