"""The live watch where it is hard: fast fingers, small terminals, endless loops, lost folders."""

import shutil
import subprocess
import time
from pathlib import Path

from tests.screens.learner import facts, solve, write
from tests.screens.terminal import CTML, Terminal

from ctml_runner.course.curriculum import Curriculum

WATCH = (*CTML, "watch")


def test_at_50_keys_a_second_each_is_answered(workspace: Path) -> None:
    with Terminal(WATCH, workspace) as terminal:
        terminal.until("save_me: not yet")
        for at in range(100):
            terminal.press("hv?h"[at % 4])
            time.sleep(0.02)
        terminal.press("v")
        terminal.until("What the tools said of save_me", timeout=5)
        terminal.press("q")
        assert terminal.ended() == 0
    assert len(facts(workspace, "hinted")) == 50


def test_100_keys_at_once_are_each_answered_too(workspace: Path) -> None:
    with Terminal(WATCH, workspace) as terminal:
        terminal.until("save_me: not yet")
        terminal.press("h" * 100 + "q")
        assert terminal.ended() == 0
    assert len(facts(workspace, "hinted")) == 100


def test_keys_that_mean_nothing_are_told_and_change_nothing(workspace: Path) -> None:
    with Terminal(WATCH, workspace) as terminal:
        terminal.until("save_me: not yet")
        terminal.press("z")
        terminal.until("'z' is not a key here")
        terminal.press("é", "€", "\x1b[15~", "\x1b[200~pasted text\x1b[201~", "?")
        terminal.until("judge every exercise")


def test_keys_and_size_stay_alive_while_an_endless_loop_is_judged(
    workspace: Path, curriculum: Curriculum
) -> None:
    first = curriculum.course[0]
    with Terminal(WATCH, workspace, rows=30, columns=100) as terminal:
        terminal.until("save_me: not yet")
        write(workspace, first, "while True:\n    pass")
        terminal.until("… tests: running")
        for rows, columns in ((24, 80), (5, 20), (1, 1), (40, 120), (15, 40), (30, 100)):
            terminal.resize(rows, columns)
        terminal.press("?")
        terminal.until("judge every exercise", timeout=3)
        solve(workspace, curriculum, first)
        terminal.until("save_me: passed", timeout=8)


def test_however_the_size_flickers_the_last_one_is_drawn_and_whole(workspace: Path) -> None:
    with Terminal(WATCH, workspace, rows=30, columns=100) as terminal:
        terminal.until("save_me: not yet")
        for _ in range(10):
            for rows, columns in ((24, 80), (5, 20), (1, 1), (40, 120), (15, 40), (30, 100)):
                terminal.resize(rows, columns)
            terminal.wait_for(
                lambda seen: "q quit" in seen.splitlines()[-1] and "save_me: not yet" in seen,
                "a whole page",
                timeout=5,
            )


def test_the_smallest_terminal_says_where_one_is(workspace: Path, curriculum: Curriculum) -> None:
    with Terminal(WATCH, workspace, rows=5, columns=20) as terminal:
        terminal.until("save_me", "✓ types ✗ tests")
        terminal.press("x")
        terminal.until("> n  No", "y  Yes")
        terminal.press("n", "l")
        terminal.until("> ●  save_me")
        terminal.press("q")
        solve(workspace, curriculum, curriculum.course[0])
        terminal.until("02 annotate", "save_me: passed")
        terminal.press("q")
        assert terminal.ended() == 0
        assert b"Traceback" not in terminal.written


def test_a_terminal_that_can_only_print_gets_lines(workspace: Path) -> None:
    with Terminal(WATCH, workspace, rows=60, TERM="dumb") as terminal:
        terminal.until("save_me: not yet")
        terminal.press("q", "enter")
        assert terminal.ended() == 0
        assert b"\x1b[?1049h" not in terminal.written


def test_without_a_terminal_there_are_lines(workspace: Path) -> None:
    done = subprocess.run(
        WATCH, cwd=workspace, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
    )
    assert "save_me: not yet" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr


def test_a_workspace_deleted_under_it_is_told(workspace: Path) -> None:
    with Terminal(WATCH, workspace, rows=30, columns=100) as terminal:
        terminal.until("save_me: not yet")
        shutil.rmtree(workspace)
        terminal.until("saves in it go unseen")
        terminal.press("r", "h", "c", "x", "y", "u", "e", "l")
        terminal.until("q back")
        terminal.press("q")
        terminal.until("q quit")
        terminal.press("q")
        assert terminal.ended() in {0, 1, 2}
        assert b"Traceback" not in terminal.written
        assert b"mistake in ctml" not in terminal.written
        assert terminal.left == set()


def test_an_editor_that_does_not_exist_is_told_and_the_watch_goes_on(
    workspace: Path, curriculum: Curriculum
) -> None:
    with Terminal(WATCH, workspace, EDITOR="no-such-editor") as terminal:
        terminal.until("save_me: not yet")
        terminal.press("e")
        terminal.until("there is no editor 'no-such-editor' here", "$EDITOR")
        solve(workspace, curriculum, curriculum.course[0])
        terminal.until("save_me: passed")


def test_an_editor_in_the_terminal_gets_it_whole_and_gives_it_back(workspace: Path) -> None:
    editor = "sh -c 'echo EDITING {line} {file}; read answer; stty -a; read answer'"
    with Terminal((*WATCH, "--edit-cmd", editor), workspace, rows=40) as terminal:
        terminal.until("save_me: not yet")
        terminal.press("e")
        terminal.until("EDITING")
        terminal.press("enter")
        terminal.until("icanon")
        assert "-icanon" not in terminal.text
        terminal.press("enter")
        terminal.until("save_me: not yet", "q quit")
        terminal.press("?")
        terminal.until("judge every exercise")
