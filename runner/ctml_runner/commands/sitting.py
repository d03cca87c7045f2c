"""A sitting: the parts that every command of a workspace stands on, put together in one place."""

import os
import sys
from dataclasses import dataclass
from datetime import datetime

from rich.console import Console

from ctml_runner.course.curriculum import Curriculum, read_curriculum
from ctml_runner.course.exercise import Exercise
from ctml_runner.course.workspace import Workspace, current_folder, find_workspace
from ctml_runner.course.workspace.rules import read_rules
from ctml_runner.journal import History, Journal, fold
from ctml_runner.screen import Screen
from ctml_runner.screen.asking import COMMANDS, Asking
from ctml_runner.screen.plain import Plain
from ctml_runner.settings import FILE as SETTINGS_FILE
from ctml_runner.settings import read_settings
from ctml_runner.teaching.messages import Notice
from ctml_runner.teaching.session import State, Step
from ctml_runner.teaching.tutor import Tutor
from ctml_runner.watch.desk import Desk
from ctml_runner.watch.editing import find_editor, follows
from ctml_runner.watch.opener import Opener


@dataclass(frozen=True, slots=True)
class Sitting:
    """A learner, sitting down: where they are, what there is, and what was reached so far."""

    workspace: Workspace
    curriculum: Curriculum
    journal: Journal
    tutor: Tutor
    desk: Desk
    state: State

    def exercise(self, name: str | None) -> Exercise:
        """Return the exercise that `name` means; by default the open one.

        Raises:
            LearnerError: no exercise has that name.
        """
        return self.curriculum.find(name) if name else self.state.current

    def take(self, step: Step) -> State:
        """Do the effects of one step of the session, and return its state."""
        state, todo = step
        for effect in todo:
            self.desk.do(effect)
        return state


@dataclass(frozen=True, slots=True)
class EditorWish:
    """What the command line says about the editor.

    Attributes:
        command: the command that opens a file, if one was given.
        allowed: whether any editor may be started.
    """

    command: str | None = None
    allowed: bool = True


def version() -> str:
    """Return the version of ctml that is installed."""
    import importlib.metadata  # noqa: PLC0415  # only init asks for it

    return importlib.metadata.version("ctml")


def sit_down(screen: Screen | None = None, editor: EditorWish = EditorWish()) -> Sitting:
    """Find the workspace that the current folder is in, and read what happened in it.

    Args:
        screen: what shows messages; by default plain lines, for a command that ends.
        editor: what was asked for on the command line about the editor.

    Raises:
        LearnerError: there is no workspace, or its journal or its class's rules can't be read.
    """
    workspace = find_workspace(current_folder())
    curriculum, rules = read_curriculum(), read_rules(workspace)
    if rules is not None:
        curriculum = rules.narrow(curriculum)
    journal = Journal(workspace.journal)
    tutor = Tutor(curriculum)
    history = journal.history()
    if history.damaged:
        Plain(Console(file=sys.stderr)).show(_damage(history))
    desk = Desk(
        workspace, journal, tutor, screen or plain_screen(COMMANDS), _opener(workspace, editor)
    )
    now = datetime.now().astimezone().time()
    state = State(curriculum, workspace.root, fold(history.records), rules=rules, now=now)
    return Sitting(workspace, curriculum, journal, tutor, desk, state)


def plain_screen(asking: Asking) -> Plain:
    """Return the screen of plain lines on standard output."""
    return Plain(Console(highlight=False, markup=False, emoji=False), asking)


def _damage(history: History) -> Notice:
    lines = ", ".join(str(line) for line in history.damaged[:5])
    more = f" and {len(history.damaged) - 5} more" if len(history.damaged) > 5 else ""
    return Notice(
        f"the journal's line {lines}{more} can't be read and is skipped; nothing else is lost"
    )


def _opener(workspace: Workspace, wish: EditorWish) -> Opener | None:
    if not wish.allowed:
        return None
    file = workspace.root / SETTINGS_FILE
    return Opener(
        lambda: find_editor(read_settings(file), os.environ, wish.command),
        lambda editor: follows(read_settings(file), os.environ, editor),
    )
