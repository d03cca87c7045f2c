"""Editors that are known by name: how each is told the line, and whether it takes the terminal."""

import re
from collections.abc import Mapping, Sequence
from enum import Enum

_TERMINAL_FLAGS = {"-nw", "--no-window-system", "-t", "-tty", "--tty"}
_VERSION = re.compile(r"[-.]?\d[\d.]*$")


class Form(Enum):
    """How an editor is told the file and the line."""

    PLUS = ("+{line}", "{file}")
    COLON = ("{file}:{line}",)
    GOTO = ("-g", "{file}:{line}")
    LINE = ("--line", "{line}", "{file}")
    SHORT_LINE = ("-l", "{line}", "{file}")
    NOTEPAD = ("-n{line}", "{file}")
    FILE = ("{file}",)


_IN_TERMINAL = {
    **dict.fromkeys(["vi", "vim", "nvim", "view", "nvi", "elvis", "vis", "kak"], Form.PLUS),
    **dict.fromkeys(["nano", "pico", "micro", "ne", "ee", "mcedit"], Form.PLUS),
    **dict.fromkeys(["joe", "jmacs", "jstar", "jpico", "mg", "zile", "jove"], Form.PLUS),
    **dict.fromkeys(["hx", "helix"], Form.COLON),
}
_EMACS = {"emacs": Form.PLUS, "emacsclient": Form.PLUS}
_IN_WINDOW = {
    **dict.fromkeys(["code", "code-insiders", "codium", "vscodium", "code-oss"], Form.GOTO),
    **dict.fromkeys(["cursor", "windsurf", "positron"], Form.GOTO),
    **dict.fromkeys(["subl", "sublime_text", "zed", "zeditor", "pulsar", "lapce"], Form.COLON),
    **dict.fromkeys(["gedit", "pluma", "xed", "geany", "bbedit", "gvim", "mvim"], Form.PLUS),
    **dict.fromkeys(["idea", "pycharm", "pycharm-community", "charm", "fleet"], Form.LINE),
    **dict.fromkeys(["kate", "kwrite", "mate"], Form.SHORT_LINE),
    **dict.fromkeys(["notepad++"], Form.NOTEPAD),
    **dict.fromkeys(["gnome-text-editor", "mousepad", "leafpad", "notepad", "neovide"], Form.FILE),
    **dict.fromkeys(["thonny", "spyder", "idle", "open", "xdg-open"], Form.FILE),
}


def form_of(name: str) -> Form:
    """Return how the editor `name` is told the line; an unknown one gets only the file."""
    return next(
        (table[name] for table in (_IN_TERMINAL, _EMACS, _IN_WINDOW) if name in table), Form.FILE
    )


def takes_terminal(name: str, words: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Whether an editor takes the terminal; an unknown one does, because that always works.

    Args:
        name: the program's name.
        words: what stands behind it.
        environment: the environment's variables; Emacs has a window where there is a display.
    """
    if name in _EMACS:
        display = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
        return not display or not _TERMINAL_FLAGS.isdisjoint(words)
    if name in {"vi", "vim"}:
        return "-g" not in words
    return name not in _IN_WINDOW


def program_name(program: str) -> str:
    """Return the name by which a program is known: ``vim`` for ``/usr/bin/vim.basic``."""
    name = program.replace("\\", "/").rsplit("/", 1)[-1].lower()
    known = _IN_TERMINAL.keys() | _EMACS.keys() | _IN_WINDOW.keys()
    shorter = name, name.partition(".")[0], _VERSION.sub("", name)
    return next((one for one in shorter if one in known), shorter[1])
