"""Snapshots: the text of a whole screen, kept in a file beside the tests.

``CTML_SNAPSHOTS=write pytest tests/screens`` writes them anew; read the difference before it is
committed.
"""

import os
from pathlib import Path

from textual.app import App
from textual.geometry import Size

FOLDER = Path(__file__).parent / "snapshots"


def screen_text(app: App[None]) -> str:
    """Return what the app shows now, a line of text for each row, without colours."""
    size = Size(*app.size)
    strips = app.screen._compositor.render_strips(size)  # what is painted has no public way out
    return "\n".join(strip.text.rstrip() for strip in strips) + "\n"


def same_as_snapshot(text: str, name: str) -> None:
    """Fail unless `text` is what the snapshot `name` says."""
    file = FOLDER / f"{name}.txt"
    if os.environ.get("CTML_SNAPSHOTS") == "write":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8"), f"{file.name} shows something else"
