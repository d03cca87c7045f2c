"""The opener: shows the learner a file in their own editor, when asked or when one passes."""

from collections.abc import Callable
from pathlib import Path

from ctml_runner.errors import CtmlError, LearnerError
from ctml_runner.screen import Screen
from ctml_runner.teaching.messages import Notice, Problem
from ctml_runner.watch.editing import Editor, command, open_in_window, run_in_terminal


class Opener:
    """Opens files in one editor.

    Args:
        find: returns the learner's editor, or nothing where none is known; asked only when a
            file is to be opened, so that a mistake in a setting stops nothing else.
        follows: whether that editor shows the next file by itself.
    """

    def __init__(
        self, find: Callable[[], Editor | None], follows: Callable[[Editor], bool]
    ) -> None:
        self._find = find
        self._follows = follows

    def open(self, file: Path, line: int, screen: Screen) -> None:
        """Open `file` at `line` because the learner asked for it.

        Raises:
            LearnerError: no editor is known, or it can't be started.
        """
        editor = self._find()
        if editor is None:
            raise LearnerError(
                "ctml does not know your editor",
                where=file,
                next_step="set $EDITOR, or `command` below [editor] in settings.toml",
            )
        if editor.in_terminal:
            _lent(editor, file, line, screen)
        else:
            open_in_window(editor, file, line, lambda error: screen.show(Problem(error)))

    def follow(self, file: Path, screen: Screen) -> None:
        """Show `file` if the editor follows.

        Raises:
            LearnerError: the editor can't be started.
        """
        editor = self._find()
        if editor is not None and not editor.in_terminal and self._follows(editor):
            open_in_window(editor, file, 1, lambda error: screen.show(Problem(error)))


def _lent(editor: Editor, file: Path, line: int, screen: Screen) -> None:
    """Give the terminal to the editor, or say what to type where that can't be.

    Raises:
        LearnerError: the editor can't be started.
    """
    failed: list[CtmlError] = []

    def work() -> None:
        try:
            run_in_terminal(editor, file, line)
        except CtmlError as error:
            failed.append(error)

    if not screen.lend(work):
        words = " ".join(command(editor, file, line))
        screen.show(Notice("this screen can't give its terminal away; in another one:", words))
    elif failed:
        raise failed[0]
