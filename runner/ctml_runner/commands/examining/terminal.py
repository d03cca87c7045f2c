"""The terminal and the editor that the learner sits at."""

import os
import shutil
import sys
from collections.abc import Iterator

from rich.console import Console

from ctml_runner.commands.examining.finding import Finding, Health, fault
from ctml_runner.errors import CtmlError
from ctml_runner.settings import Settings
from ctml_runner.watch.editing import Editor, find_editor

_LEAST = (80, 24)
_DRAWN = "─│…✓"


def terminal(settings: Settings) -> Iterator[Finding]:
    """Yield what is found of the terminal and the editor."""
    yield _size()
    yield _colours()
    yield _letters()
    yield _editor(settings)


def _size() -> Finding:
    if not sys.stdout.isatty():
        return Finding("terminal", "none: what is printed goes to a file or a program")
    columns, lines = shutil.get_terminal_size()
    told = f"{columns} columns, {lines} lines, TERM={os.environ.get('TERM', '')}"
    if columns < _LEAST[0] or lines < _LEAST[1]:
        step = f"make the window larger: {_LEAST[0]} columns and {_LEAST[1]} lines show everything"
        return Finding("terminal", told, Health.FAIR, step)
    return Finding("terminal", told)


def _colours() -> Finding:
    system = Console().color_system
    if os.environ.get("NO_COLOR"):
        return Finding("colours", "none, because NO_COLOR is set; nothing is told by colour alone")
    return Finding("colours", system or "none; nothing is told by colour alone")


def _letters() -> Finding:
    encoding = sys.stdout.encoding or "ascii"
    try:
        _DRAWN.encode(encoding)
    except UnicodeEncodeError:
        step = 'export PYTHONUTF8=1, or in settings.toml, below [screen]: glyphs = "ascii"'
        what = f"{encoding}: lines and ticks can't be drawn"
        return Finding("unicode", what, Health.FAIR, step)
    return Finding("unicode", encoding)


def _editor(settings: Settings) -> Finding:
    try:
        editor = find_editor(settings, os.environ, None)
    except CtmlError as error:
        return fault("editor", error)
    if editor is None:
        step = 'export EDITOR=nano (or yours), or in settings.toml, below [editor]: command = "…"'
        return Finding("editor", "none is known; the key e can't open files", Health.FAIR, step)
    return _known_editor(editor)


def _known_editor(editor: Editor) -> Finding:
    told = f"{' '.join(editor.template)}, from {editor.origin}"
    if shutil.which(editor.template[0]) is None:
        what = f"{told}: there is no such program"
        return Finding("editor", what, Health.FAIR, f"install {editor.name}, or set another")
    return Finding("editor", f"{told}; {'in this terminal' if editor.in_terminal else 'a window'}")
