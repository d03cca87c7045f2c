"""``ctml list`` in a real terminal: choosing, resetting, and every way out."""

import json
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from tests.screens.terminal import CTML, Terminal

from ctml_runner.course.curriculum import Curriculum

LIST = (*CTML, "list")
KEYS = "q back"


def test_an_exercise_is_searched_and_opened_and_its_task_is_printed(
    workspace: Path, curriculum: Curriculum
) -> None:
    with Terminal(LIST, workspace, rows=40) as terminal:
        terminal.until("> ● open    0.1  save_me", KEYS)
        terminal.press("/", "froz", "enter")  # typed all at once
        assert terminal.ended() == 0
        assert terminal.left == set()
        found = curriculum.by_slug["parameters"]
        assert f"{found.title}   (0 of 21 passed)" in terminal.text
        assert str(workspace / found.path) in terminal.text.replace("\n", "")
    assert _open_exercise(workspace) == "parameters"


def test_x_asks_puts_back_and_says_how_to_undo_it(workspace: Path, curriculum: Curriculum) -> None:
    file = workspace / curriculum.course[1].path
    file.write_text("mine\n", encoding="utf-8")
    with Terminal(LIST, workspace) as terminal:
        terminal.until(KEYS)
        terminal.press("j", "x")
        terminal.until("Put annotate back to its start?", "> n  No")
        terminal.press("n")
        terminal.until("nothing was changed")
        assert file.read_text(encoding="utf-8") == "mine\n"
        terminal.press("x")
        terminal.until("> n  No")
        terminal.press("y")
        terminal.until("to undo that: ctml undo annotate")
        terminal.press("q")
        assert terminal.ended() == 0
    assert file.read_text(encoding="utf-8") == curriculum.course[1].text
    subprocess.run([*CTML, "undo", "annotate"], cwd=workspace, check=True, capture_output=True)
    assert file.read_text(encoding="utf-8") == "mine\n"


@pytest.mark.parametrize("key", ["q", "l", "esc"])
def test_it_is_left_with_nothing_opened(workspace: Path, key: str) -> None:
    with Terminal(LIST, workspace) as terminal:
        terminal.until(KEYS)
        terminal.press("j", key)
        assert terminal.ended() == 0
        assert (terminal.left, terminal.drawing) == (set(), False)
    assert _open_exercise(workspace) == "save_me"


def test_ctrl_c_ends_it_with_130(workspace: Path) -> None:
    with Terminal(LIST, workspace) as terminal:
        terminal.until(KEYS)
        terminal.press("ctrl+c")
        assert terminal.ended() == 130
        assert (terminal.left, b"Traceback" in terminal.written) == (set(), False)


def test_sigterm_leaves_the_terminal_as_it_was(workspace: Path) -> None:
    with Terminal(LIST, workspace) as terminal:
        terminal.until(KEYS)
        terminal.kill(signal.SIGTERM)
        terminal.ended()
        assert (terminal.left, terminal.drawing) == (set(), False)
        assert b"Traceback" not in terminal.written


def test_it_follows_the_size_of_the_terminal(workspace: Path) -> None:
    with Terminal(LIST, workspace, rows=5, columns=20) as terminal:
        terminal.until("> ●  save_me")
        terminal.resize(40, 120)
        terminal.until("Save me: edit, save, read, repeat", KEYS)
        terminal.resize(1, 1)
        terminal.resize(24, 80)
        terminal.until("save_me", KEYS)
        terminal.press("q")
        assert terminal.ended() == 0
        assert b"Traceback" not in terminal.written


def test_no_color_draws_in_the_terminals_own_colours(workspace: Path) -> None:
    with Terminal(LIST, workspace, NO_COLOR="1") as terminal:
        terminal.until(KEYS)
        assert terminal.colours == {"default"}


def test_a_terminal_that_can_only_print_gets_lines(workspace: Path) -> None:
    with Terminal(LIST, workspace, rows=60, TERM="dumb") as terminal:
        assert terminal.ended() == 0
        assert "open    0.1 save_me" in terminal.text
        assert b"\x1b[?1049h" not in terminal.written


def test_plain_and_the_settings_ask_for_lines(workspace: Path) -> None:
    with Terminal((*LIST, "--plain"), workspace, rows=60) as terminal:
        assert terminal.ended() == 0
        assert "open    0.1 save_me" in terminal.text
    (workspace / "settings.toml").write_text('[screen]\nstyle = "plain"\n', encoding="utf-8")
    with Terminal(LIST, workspace, rows=60) as terminal:
        assert terminal.ended() == 0
        assert "open    0.1 save_me" in terminal.text


def test_a_pipe_gets_lines_and_json_whole_rows(workspace: Path) -> None:
    plain = subprocess.run(LIST, cwd=workspace, check=True, capture_output=True, text=True)
    assert "  open    0.1 save_me " in plain.stdout
    assert "\x1b" not in plain.stdout
    rows = json.loads(
        subprocess.run([*LIST, "--json"], cwd=workspace, check=True, capture_output=True).stdout
    )
    assert (rows[0]["slug"], rows[0]["place"], rows[0]["current"]) == ("save_me", "0.1", True)


def test_a_workspace_deleted_under_it_is_told(workspace: Path) -> None:
    with Terminal(LIST, workspace) as terminal:
        terminal.until(KEYS)
        shutil.rmtree(workspace)
        terminal.press("x")
        terminal.until("> n  No")
        terminal.press("y")
        terminal.until_gone("> n  No")
        terminal.press("j", "enter")
        terminal.ended()
        assert terminal.left == set()
        assert b"Traceback" not in terminal.written
        assert b"mistake in ctml" not in terminal.written


def test_a_terminal_that_goes_away_ends_it(workspace: Path) -> None:
    with Terminal(LIST, workspace) as terminal:
        terminal.until(KEYS)
        terminal.hang_up()
        terminal.ended()


def test_wrong_settings_are_told_before_anything_is_drawn(workspace: Path) -> None:
    (workspace / "settings.toml").write_text('[screen]\nthem = "dark"\n', encoding="utf-8")
    with Terminal(LIST, workspace) as terminal:
        assert terminal.ended() == 2
        assert "theme" in terminal.text
        assert b"\x1b[?1049h" not in terminal.written


def _open_exercise(workspace: Path) -> str:
    rows = json.loads(
        subprocess.run([*LIST, "--json"], cwd=workspace, check=True, capture_output=True).stdout
    )
    return next(str(row["slug"]) for row in rows if row["current"])
