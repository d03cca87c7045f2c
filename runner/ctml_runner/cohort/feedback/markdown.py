"""Words in Markdown that mean only themselves, whoever wrote them."""

import re

_MEANING = re.compile(r"[\\`*_{}\[\]()#+\-.!|~:@]")
_ENTITY = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_NAME = re.compile(r"[A-Za-z_][\w.:-]*", re.ASCII)


def escaped(text: str) -> str:
    """Return `text` as one line in which nothing is a heading, a link, a picture or HTML."""
    line = "".join(char if char.isprintable() else " " for char in text)
    line = re.sub(r"[&<>]", lambda found: _ENTITY[found[0]], " ".join(line.split()))
    return _MEANING.sub(lambda found: f"\\{found[0]}", line)


def prose(text: str) -> str:
    """Return a course's own sentence: as ``escaped``, but the signs of plain prose stay plain."""
    return re.sub(r"\\([().:!-])", r"\1", escaped(text))


def code(name: str) -> str:
    """Return a name as code if it is one, such as a test's; else as escaped words."""
    return f"`{name}`" if _NAME.fullmatch(name) else escaped(name)
