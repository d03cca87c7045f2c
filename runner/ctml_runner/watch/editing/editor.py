"""An editor as a value, and the command that opens a file in it."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Origin(StrEnum):
    """Where we know an editor from, in the words of a sentence."""

    ASKED = "--edit-cmd"
    SETTINGS = "settings.toml"
    VISUAL = "$VISUAL"
    EDITOR = "$EDITOR"
    TERMINAL = "the terminal that ctml runs in"


@dataclass(frozen=True, slots=True)
class Editor:
    """A learner's editor.

    Attributes:
        name: the program's name, such as ``code``.
        template: the words of its command; ``{file}`` and ``{line}`` stand for what is opened.
        in_terminal: whether it takes the terminal until it ends; else it has a window.
        origin: where we know it from.
    """

    name: str
    template: tuple[str, ...]
    in_terminal: bool
    origin: Origin


def command(editor: Editor, file: Path, line: int) -> list[str]:
    """Return the words of the command that opens `file` at `line`, counted from 1."""
    opened = {"file": str(file), "line": str(line)}
    return [
        PLACEHOLDER.sub(lambda found: opened.get(found[1], found[0]), word)
        for word in editor.template
    ]
