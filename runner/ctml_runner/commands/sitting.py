"""A sitting: the parts that every command of a workspace stands on, put together in one place."""

import importlib.metadata
import sys
from dataclasses import dataclass

from rich.console import Console

from ctml_runner.course.curriculum import Curriculum, read_curriculum
from ctml_runner.course.workspace import Workspace, current_folder, find_workspace
from ctml_runner.journal import Journal, fold
from ctml_runner.screen import Screen
from ctml_runner.screen.asking import COMMANDS, Asking
from ctml_runner.screen.lines import JsonLines
from ctml_runner.screen.plain import Plain
from ctml_runner.teaching.messages import Notice
from ctml_runner.teaching.session import State, Step
from ctml_runner.teaching.tutor import Tutor
from ctml_runner.watch.desk import Desk


@dataclass(frozen=True, slots=True)
class Sitting:
    """A learner, sitting down: where they are, what there is, and what was reached so far."""

    workspace: Workspace
    curriculum: Curriculum
    tutor: Tutor
    desk: Desk
    state: State

    def take(self, step: Step) -> State:
        """Do the effects of one step of the session, and return its state."""
        state, todo = step
        for effect in todo:
            self.desk.do(effect)
        return state


def version() -> str:
    """Return the version of ctml that is installed."""
    return importlib.metadata.version("ctml")


def sit_down(*, as_json: bool = False, asking: Asking = COMMANDS) -> Sitting:
    """Find the workspace that the current folder is in, and read what happened in it.

    Args:
        as_json: whether messages are for a program.
        asking: how a learner asks for more on this screen.

    Raises:
        LearnerError: there is no workspace, or its journal can't be read.
    """
    workspace = find_workspace(current_folder())
    curriculum = read_curriculum()
    journal = Journal(workspace.journal)
    tutor = Tutor(curriculum)
    console = Console(highlight=False, markup=False, emoji=False)
    screen: Screen = JsonLines() if as_json else Plain(console, asking)
    desk = Desk(journal, tutor, screen)
    history = journal.history()
    if history.damaged:
        lines = ", ".join(str(line) for line in history.damaged[:5])
        more = f" and {len(history.damaged) - 5} more" if len(history.damaged) > 5 else ""
        notice = (
            f"the journal's line {lines}{more} can't be read and is skipped; nothing else is lost"
        )
        Plain(Console(file=sys.stderr)).show(Notice(notice))
    state = State(curriculum, workspace.root, fold(history.records))
    return Sitting(workspace, curriculum, tutor, desk, state)
