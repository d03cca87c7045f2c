"""Finding the learner's editor: by what they asked for, by settings, by the environment."""

import os
import shlex
import shutil
from collections.abc import Mapping
from typing import assert_never

from ctml_runner.errors import LearnerError
from ctml_runner.settings import Following, Settings
from ctml_runner.watch.editing.editor import PLACEHOLDER, Editor, Origin
from ctml_runner.watch.editing.known import form_of, program_name, takes_terminal

_WAITING = {"-w", "--wait"}
_EXAMPLE = "write it like: code -g {file}:{line}   (for vim, nano, code … the name is enough)"
_FORKS = ("cursor", "windsurf", "codium", "positron")


def find_editor(
    settings: Settings, environment: Mapping[str, str], asked: str | None
) -> Editor | None:
    """Return the learner's editor, or nothing where none is known.

    What is asked for wins, then the settings, then ``$VISUAL`` and ``$EDITOR``, then the editor
    whose terminal we are in, if its command is on the path.

    Args:
        settings: the workspace's settings.
        environment: the environment's variables.
        asked: the command given with ``--edit-cmd``, if any.

    Raises:
        LearnerError: the first command that is set can't be understood.
    """
    told = (
        (Origin.ASKED, asked or ""),
        (Origin.SETTINGS, settings.editor.command),
        (Origin.VISUAL, environment.get("VISUAL", "")),
        (Origin.EDITOR, environment.get("EDITOR", "")),
        (Origin.TERMINAL, _of_terminal(environment)),
    )
    return next(
        (_read(text, origin, environment) for origin, text in told if text.strip()),
        None,
    )


def follows(settings: Settings, environment: Mapping[str, str], editor: Editor) -> bool:
    """Whether `editor` opens the next file by itself when an exercise passes."""
    match settings.editor.follow:
        case Following.ALWAYS:
            return True
        case Following.NEVER:
            return False
        case Following.AUTO:
            by_hand = editor.origin in {Origin.ASKED, Origin.SETTINGS}
            return not editor.in_terminal and (by_hand or editor.name == _host(environment))
        case never:
            assert_never(never)


def _read(text: str, origin: Origin, environment: Mapping[str, str]) -> Editor:
    """Return the editor that a command means.

    Raises:
        LearnerError: a quotation isn't closed, a placeholder is unknown, or the file has no place.
    """
    program, *arguments = _words(text, origin)
    name = program_name(program)
    in_terminal = takes_terminal(name, arguments, environment)
    if not in_terminal:  # nobody waits for a window to close, and each file would leave a process
        arguments = [word for word in arguments if word not in _WAITING]
    placeholders = {found for word in arguments for found in PLACEHOLDER.findall(word)}
    if not placeholders:
        arguments += form_of(name).value
    elif "file" not in placeholders or not placeholders <= {"file", "line"}:
        unknown = sorted(placeholders - {"file", "line"})
        what = f"{{{unknown[0]}}} stands for nothing" if unknown else "it has no {file}"
        raise _misread(text, origin, what)
    return Editor(name, (program, *arguments), in_terminal, origin)


def _words(text: str, origin: Origin) -> list[str]:
    # A backslash is no escape where it stands between folders.
    readable = text.replace("\\", "/") if os.sep == "\\" else text
    try:
        words = shlex.split(readable)
    except ValueError as error:
        raise _misread(text, origin, str(error).lower()) from None
    if not words or not words[0]:
        raise _misread(text, origin, "it names no program")
    return words


def _misread(text: str, origin: Origin, what: str) -> LearnerError:
    return LearnerError(
        f"the editor's command in {origin} can't be used: {what}: {text}", next_step=_EXAMPLE
    )


def _of_terminal(environment: Mapping[str, str]) -> str:
    """Return the command of the editor whose terminal we are in, or nothing."""
    host = _host(environment)
    if shutil.which(host, path=environment.get("PATH", "")) is None:
        return ""
    return host if host == "zed" else f"{host} -r -g {{file}}:{{line}}"  # -r: in our own window


def _host(environment: Mapping[str, str]) -> str:
    """Return the editor whose terminal we are in, or nothing; VS Code's relatives call it so."""
    program = environment.get("TERM_PROGRAM", "").lower()
    if program == "zed":
        return program
    if program != "vscode":
        return ""
    if "CURSOR_TRACE_ID" in environment:
        return "cursor"
    if "insider" in environment.get("TERM_PROGRAM_VERSION", ""):
        return "code-insiders"
    place = environment.get("VSCODE_GIT_ASKPASS_NODE", "").lower()  # lies in the editor's folder
    return next((fork for fork in _FORKS if fork in place), "code")
