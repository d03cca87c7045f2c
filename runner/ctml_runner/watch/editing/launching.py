"""Starting the learner's editor: beside us in a window, or in our terminal until it ends."""

import contextlib
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from ctml_runner.errors import LearnerError
from ctml_runner.watch.editing.editor import Editor, command

_NEXT = 'set $EDITOR, or in settings.toml, below [editor]: command = "code -g {file}:{line}"'


def open_in_window(
    editor: Editor, file: Path, line: int, failed: Callable[[LearnerError], None]
) -> None:
    """Ask an editor with a window to open `file` at `line`; it outlives us, and says nothing here.

    Args:
        editor: the editor.
        file: the file.
        line: the line, counted from 1.
        failed: called from another thread if the editor ends with an error.

    Raises:
        LearnerError: there is no such program, or it can't be started.
    """
    words = _startable(editor, file, line)
    try:
        process = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=os.name == "posix",  # Ctrl-C here is not meant for it
        )
    except OSError as error:
        raise _unstartable(editor, error) from error
    waiting = threading.Thread(
        target=_await, args=(editor, process, failed), name="ctml-editor", daemon=True
    )
    waiting.start()


def run_in_terminal(editor: Editor, file: Path, line: int) -> None:
    """Give the terminal to an editor until it ends; meanwhile Ctrl-C is the editor's alone.

    Raises:
        LearnerError: there is no such program, or it can't be started.
    """
    words = _startable(editor, file, line)
    try:
        with _deaf_to_interrupts():
            subprocess.run(words, check=False)  # vim's :cq is no error of ours
    except OSError as error:
        raise _unstartable(editor, error) from error


def _startable(editor: Editor, file: Path, line: int) -> list[str]:
    """Return the command with the program's whole path, which Windows needs for a script."""
    program, *arguments = command(editor, file, line)
    found = shutil.which(program)
    if found is None:
        raise LearnerError(
            f"there is no editor {program!r} here, which {editor.origin} asks for", next_step=_NEXT
        )
    return [found, *arguments]


def _unstartable(editor: Editor, error: OSError) -> LearnerError:
    return LearnerError(
        f"the editor {editor.name!r} can't be started: {error.strerror}", next_step=_NEXT
    )


def _await(
    editor: Editor, process: "subprocess.Popen[bytes]", failed: Callable[[LearnerError], None]
) -> None:
    """Wait for the end, so that nothing is left of the process, and tell of an error."""
    code = process.wait()
    if code > 0:  # a signal, as when the computer is shut down, is nobody's mistake
        words = " ".join(editor.template)
        failed(
            LearnerError(
                f"the editor ended with an error ({code}): {words}",
                next_step="try that command in another terminal",
            )
        )


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let Ctrl-C pass by; handlers can be set in the main thread only."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    # A function, because the child would inherit SIG_IGN.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
