"""The live screen under stress, in a real terminal: many keys, an editor, errors, no colours."""

import sys
import time
from pathlib import Path

import pytest
from tests.screens.learner import facts, solve, write
from tests.screens.terminal import CTML, Terminal

from ctml_runner.course.curriculum import Curriculum

WATCH = (*CTML, "watch")


def test_no_key_is_lost_at_fifty_a_second_while_an_endless_loop_is_judged(
    workspace: Path, curriculum: Curriculum
) -> None:
    first = curriculum.course[0]
    with Terminal(WATCH, workspace) as terminal:
        terminal.until("save_me: not yet")
        write(workspace, first, "while True:\n    pass")
        terminal.until("save_me: checking")
        for key in "hvr?" * 25:
            terminal.type(key)
            time.sleep(0.02)
        terminal.until("bring back what the file was")
        assert len(facts(workspace, "hinted")) == 25
        solve(workspace, curriculum, first)
        terminal.until("save_me: passed", timeout=8)


def test_an_editor_gets_the_whole_terminal_and_the_screen_comes_back(
    workspace: Path, curriculum: Curriculum
) -> None:
    editor = workspace.parent / "editor"
    editor.write_text("#!/bin/sh\nstty echo icanon\necho EDITING $1\nread line\necho GOT $line\n")
    editor.chmod(0o755)
    with Terminal(WATCH, workspace, columns=100, EDITOR=str(editor)) as terminal:
        terminal.until("save_me: not yet", "q quit")
        terminal.press("e")
        terminal.until(f"EDITING {workspace / curriculum.course[0].path}")
        shown_below = terminal.drawing
        solve(workspace, curriculum, curriculum.course[0])
        terminal.press("q?h", "enter")
        terminal.until("save_me: passed", "q quit")
        assert (shown_below, terminal.drawing) == (False, True)
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.left == set()
    assert facts(workspace, "hinted") == []


def test_an_error_in_the_session_is_told_in_one_message(workspace: Path) -> None:
    broken = (
        "import sys\n"
        "from ctml_runner.watch.loop import Watch\n"
        "def fail(self, effect): raise ZeroDivisionError('on purpose')\n"
        "Watch._do = fail\n"
        "from ctml_runner.__main__ import main\n"
        "sys.argv = ['ctml', 'watch']\n"
        "main()\n"
    )
    with Terminal((sys.executable, "-c", broken), workspace) as terminal:
        assert terminal.ended() == 1
        assert "this is a mistake in ctml, not yours: ZeroDivisionError" in terminal.text
        assert terminal.left == set()
        assert b"Traceback" not in terminal.written


def test_settings_that_mean_nothing_are_told_before_anything_is_drawn(workspace: Path) -> None:
    (workspace / "settings.toml").write_text('[screen]\ntheme = "drak"\n', encoding="utf-8")
    with Terminal(WATCH, workspace) as terminal:
        assert terminal.ended() == 2
        assert 'write: theme = "dark"' in terminal.text


def test_no_color_leaves_the_terminals_own_two(workspace: Path) -> None:
    with Terminal(WATCH, workspace, NO_COLOR="1") as terminal:
        terminal.until("save_me: not yet", "✗ tests: 4 failed")
        assert terminal.colours == {"default"}
        terminal.press("x")
        terminal.until("> n  No")
        assert terminal.colours == {"default"}


@pytest.mark.parametrize(("argument", "term"), [("--plain", "xterm"), ("--no-editor", "dumb")])
def test_a_terminal_that_cannot_draw_gets_plain_lines(
    workspace: Path, argument: str, term: str
) -> None:
    with Terminal((*WATCH, argument), workspace, TERM=term) as terminal:
        terminal.until("save_me: not yet")
        assert not terminal.drawing
        terminal.press("q", "enter")
        assert terminal.ended() == 0


def test_ctrl_d_ends_it_with_0(workspace: Path) -> None:
    with Terminal(WATCH, workspace) as terminal:
        terminal.until("save_me: not yet")
        terminal.press("ctrl+d")
        assert terminal.ended() == 0
        assert terminal.left == set()


def test_letters_of_a_plain_locale_are_ascii(workspace: Path) -> None:
    with Terminal(WATCH, workspace, LC_ALL="C") as terminal:
        terminal.until("[x] tests: 4 failed")
        assert terminal.text.isascii()


def test_ctrl_z_stops_whoever_waits_for_it_too_so_that_the_shell_comes_back(
    workspace: Path,
) -> None:
    shell = ("bash", "--norc", "--noprofile", "-i")
    with Terminal(shell, workspace, rows=40, columns=100, PS1="shell> ") as terminal:
        terminal.until("shell>")
        # As make does, sh starts it and waits, in the same group of processes.
        terminal.press(f"sh -c '{' '.join(WATCH)}; echo ended'", "enter")
        terminal.until("save_me: not yet")
        for _ in range(2):
            terminal.press("ctrl+z")
            terminal.until("Stopped", "shell>")
            assert not terminal.drawing
            terminal.press("fg", "enter")
            terminal.until("save_me: not yet", "q quit")
            assert terminal.drawing
        terminal.press("q")
        terminal.until("ended")
        assert not terminal.drawing


def test_ctrl_z_where_nobody_could_go_on_changes_nothing(workspace: Path) -> None:
    with Terminal(WATCH, workspace) as terminal:
        terminal.until("save_me: not yet", "q quit")
        terminal.press("ctrl+z", "?")
        terminal.until("judge every exercise", timeout=8)
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.left == set()
