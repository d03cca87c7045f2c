"""The three ways to watch: live on a terminal, in plain lines, in JSON lines."""

import os
import signal
import sys
from pathlib import Path
from typing import assert_never

from ctml_runner.commands.sitting import EditorWish, Sitting, plain_screen, sit_down, version
from ctml_runner.course.course_state import CourseState, course_state
from ctml_runner.course.workspace import current_folder, find_workspace
from ctml_runner.errors import CtmlError
from ctml_runner.judging.judge import Judge
from ctml_runner.screen import Screen
from ctml_runner.screen.asking import KEYS
from ctml_runner.screen.live.terminal import is_for_drawing, set_right
from ctml_runner.settings import FILE, Settings, Style, read_settings
from ctml_runner.teaching.events import InputEnded, Pressed, Told
from ctml_runner.teaching.session import State
from ctml_runner.watch.copying import Copies, copy_name
from ctml_runner.watch.keys import input_may_end_it, read_lines
from ctml_runner.watch.loop import Watch
from ctml_runner.watch.saves import asked_mode


def in_lines(judge: Judge, editor: EditorWish) -> None:
    """Watch for a program.

    Raises:
        LearnerError: there is no workspace, or its journal or its settings can't be read.
    """
    from ctml_runner.screen.lines import JsonLines  # noqa: PLC0415  # learners don't wait for it

    _by_lines(judge, editor, _settings(), JsonLines(), ends=input_may_end_it())


def on_terminal(judge: Judge, editor: EditorWish, *, plain: bool, projector: bool) -> None:
    """Watch for a learner: live where that can be, else in plain lines.

    Raises:
        LearnerError: there is no workspace, or its journal or its settings can't be read.
        KeyboardInterrupt: Ctrl-C.
    """
    settings = _settings()
    set_right(sys.stdout)
    if plain or settings.screen.style is Style.PLAIN or not is_for_drawing(os.environ):
        _by_lines(judge, editor, settings, plain_screen(KEYS), ends=True)
    else:
        _live(judge, editor, settings, projector=projector)


def _live(judge: Judge, editor: EditorWish, settings: Settings, *, projector: bool) -> None:
    from ctml_runner.screen.live.live import Live  # noqa: PLC0415  # Textual, only where needed
    from ctml_runner.screen.live.look import look_for  # noqa: PLC0415

    encoding = sys.stdout.encoding
    live = Live(look_for(settings, os.environ, encoding, projector=projector))
    watch, state = _watch(judge, editor, settings, live)
    live.run(lambda: watch.run(state), watch.post)


def _by_lines(
    judge: Judge, editor: EditorWish, settings: Settings, screen: Screen, *, ends: bool
) -> None:
    """Watch with keys that are lines of input; `ends` says whether the end of them ends all."""
    watch, state = _watch(judge, editor, settings, screen)
    signal.signal(signal.SIGTERM, lambda *_: watch.post(Pressed("q")))
    ended = (lambda: watch.post(InputEnded())) if ends else lambda: None
    read_lines(lambda text: watch.post(Pressed(text)), ended)
    watch.run(state)


def _settings() -> Settings:
    return read_settings(find_workspace(current_folder()).root / FILE)


def _watch(
    judge: Judge, editor: EditorWish, settings: Settings, screen: Screen
) -> tuple[Watch, State]:
    sitting = sit_down(screen, editor)
    mode = asked_mode(settings.watch.saves)
    watch = Watch(sitting.workspace, judge, sitting.tutor, sitting.desk, mode)
    watch.copies = _copies(sitting, settings, watch)
    news = _news(sitting)
    if news is not None:
        watch.post(news)
    return watch, sitting.state


def _copies(sitting: Sitting, settings: Settings, watch: Watch) -> Copies | None:
    """Return what copies the journal to the folder that the settings or the class name, if any."""
    rules = sitting.state.rules
    asked = settings.watch.share or (rules.share if rules else "")
    if asked in {"", "off"}:
        return None
    from ctml_runner.cohort.sending.sender import read_sender  # noqa: PLC0415  # seldom needed

    folder = sitting.workspace.root / Path(asked).expanduser()
    name = copy_name(settings.watch.share_as or read_sender(sitting.workspace).id)
    watch.post(Told(f"whoever teaches sees where you are: your journal, and no code, in {folder}"))

    def failed(error: OSError) -> None:
        what = f"your journal can't be copied to {folder}: {error.strerror}; your work is kept here"
        watch.post(Told(what, "look at share in settings.toml, or go on without"))

    return Copies(sitting.workspace.journal, folder / f"{name}.jsonl", failed)


def _news(sitting: Sitting) -> Told | None:
    """Return what is told of a workspace whose course isn't the installed one."""
    try:
        state = course_state(sitting.workspace, sitting.curriculum, version())
    except (OSError, CtmlError):  # the commands that need it say it better
        return None
    match state:
        case CourseState.SAME:
            return None
        case CourseState.OLDER:
            return Told("a newer course is installed than this workspace has", "ctml update")
        case CourseState.NEWER:
            return Told("this workspace's course is newer than this ctml", "ctml update")
        case _:
            assert_never(state)
