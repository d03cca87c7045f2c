"""Who sends: asked once, and remembered in ``.ctml/learner.toml``."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from ctml_runner.course.placing import place
from ctml_runner.course.workspace import Workspace
from ctml_runner.settings.keys import as_toml

LONGEST = 200
"""Characters of an id or a name."""


@dataclass(frozen=True, slots=True)
class Sender:
    """A learner, as they call themselves.

    Attributes:
        id: what the class's roster calls them.
        name: their name, for people.
    """

    id: str = ""
    name: str = ""


def read_sender(workspace: Workspace) -> Sender:
    """Return who sent last; a file that doesn't say is no error."""
    try:
        told = tomllib.loads(_file(workspace).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Sender()
    return Sender(clean(str(told.get("id", ""))), clean(str(told.get("name", ""))))


def remember(workspace: Workspace, sender: Sender) -> None:
    """Write down who sends.

    Raises:
        OSError: it can't be written.
    """
    if read_sender(workspace) != sender:
        text = f"id = {as_toml(sender.id)}\nname = {as_toml(sender.name)}\n"
        place(_file(workspace), text.encode())


def clean(text: str) -> str:
    """Return the text on one line, without what can't be seen, and not too long."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:LONGEST]


def _file(workspace: Workspace) -> Path:
    return workspace.hidden / "learner.toml"
