"""``ctml list``: every exercise, to be looked at or chosen from."""

import os
import sys
from dataclasses import replace

from ctml_runner.commands.sitting import Sitting, sit_down
from ctml_runner.course.exercise import Exercise
from ctml_runner.errors import FINE, INTERRUPTED
from ctml_runner.journal import fold
from ctml_runner.screen.lines import encode, row_object
from ctml_runner.screen.live.terminal import is_for_drawing
from ctml_runner.settings import FILE as SETTINGS_FILE
from ctml_runner.settings import Settings, Style, read_settings
from ctml_runner.teaching.messages import Listing
from ctml_runner.teaching.session import State, listing, open_exercise
from ctml_runner.watch.putting_back import put_back


def show_list(*, as_json: bool, plain: bool) -> int:
    """Show every exercise: passed, open, or to come; return the exit code.

    Args:
        as_json: whether a program reads it.
        plain: whether lines are wanted, although there is a terminal.

    Raises:
        LearnerError: there is no workspace, or its settings can't be read.
    """
    sitting = sit_down()
    if as_json:
        print(encode([row_object(row) for row in listing(sitting.state).rows]))
        return FINE
    settings = read_settings(sitting.workspace.root / SETTINGS_FILE)
    plain = plain or settings.screen.style is Style.PLAIN
    if not plain and is_for_drawing(os.environ):
        return _choose(sitting, settings)
    sitting.desk.screen.show(listing(sitting.state))
    return FINE


def _choose(sitting: Sitting, settings: Settings) -> int:
    """Show the list as a screen, and open what was chosen."""
    # Only here, because a program that draws is slow to load.
    from ctml_runner.screen.live.list_app import ListApp  # noqa: PLC0415
    from ctml_runner.screen.live.look import look_for  # noqa: PLC0415

    def reset(exercise: Exercise) -> Listing:
        put_back(sitting.workspace, sitting.journal, exercise, "reset")
        return listing(_state_now(sitting))

    look = look_for(settings, os.environ, sys.stdout.encoding)
    app = ListApp(listing(sitting.state), reset, look)
    chosen = app.run(mouse=False)
    if app.fault is not None:
        raise app.fault
    if chosen is not None:
        sitting.take(open_exercise(_state_now(sitting), chosen))
    return INTERRUPTED if app.interrupted else FINE


def _state_now(sitting: Sitting) -> State:
    """Return the state after whatever was written since, also by another terminal."""
    return replace(sitting.state, progress=fold(sitting.journal.history().records))
