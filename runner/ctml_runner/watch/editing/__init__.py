"""Opening an exercise in the learner's own editor: which one it is, and how it is asked."""

from ctml_runner.watch.editing.editor import Editor, Origin, command
from ctml_runner.watch.editing.finding import find_editor, follows
from ctml_runner.watch.editing.launching import open_in_window, run_in_terminal

__all__ = [
    "Editor",
    "Origin",
    "command",
    "find_editor",
    "follows",
    "open_in_window",
    "run_in_terminal",
]
