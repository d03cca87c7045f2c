"""Every way out of the live watch leaves the terminal as it was."""

import contextlib
import os
import signal
import sys
import time
from pathlib import Path

from tests.screens.learner import solve
from tests.screens.terminal import CTML, Terminal

from ctml_runner.course.curriculum import Curriculum

WATCH = (*CTML, "watch")


def as_before(terminal: Terminal) -> bool:
    """Whether the terminal is as it was, and nothing technical was written."""
    noise = b"Traceback" in terminal.written or b"mistake in ctml" in terminal.written
    return terminal.left == set() and not terminal.drawing and not noise


def test_q_ends_with_0(workspace: Path) -> None:
    with Terminal(WATCH, workspace) as terminal:
        terminal.until("not yet")
        terminal.press("q")
        assert terminal.ended() == 0
        assert as_before(terminal)


def test_ctrl_c_ends_with_130(workspace: Path) -> None:
    with Terminal(WATCH, workspace) as terminal:
        terminal.until("not yet")
        terminal.press("ctrl+c")
        assert terminal.ended() == 130
        assert as_before(terminal)


def test_ctrl_c_at_a_question_or_in_the_list_ends_too(workspace: Path) -> None:
    for keys, seen in (("x", "> n  No"), ("l", "q back")):
        with Terminal(WATCH, workspace) as terminal:
            terminal.until("not yet")
            terminal.press(keys)
            terminal.until(seen)
            terminal.press("ctrl+c")
            assert terminal.ended() == 130
            assert as_before(terminal)


def test_ctrl_c_before_anything_is_drawn_ends_with_130(workspace: Path) -> None:
    for delay in (0.1, 0.3, 0.5, 0.7):
        with Terminal(WATCH, workspace) as terminal:
            time.sleep(delay)
            terminal.press("ctrl+c")
            with contextlib.suppress(AssertionError):  # Python may lose one while it imports
                terminal.ended(5)
            if terminal.process.poll() is None:
                terminal.press("ctrl+c")
            assert terminal.ended() in {130, -signal.SIGINT}
            assert as_before(terminal)


def test_sigterm_ends_with_0(workspace: Path) -> None:
    with Terminal(WATCH, workspace) as terminal:
        terminal.until("not yet")
        terminal.kill(signal.SIGTERM)
        assert terminal.ended() == 0
        assert as_before(terminal)


def test_sigint_from_elsewhere_ends_with_130(workspace: Path) -> None:
    with Terminal(WATCH, workspace) as terminal:
        terminal.until("not yet")
        terminal.kill(signal.SIGINT)
        assert terminal.ended() == 130
        assert as_before(terminal)


def test_ctrl_z_gives_the_shell_back_and_fg_goes_on(
    workspace: Path, curriculum: Curriculum
) -> None:
    shell = ("bash", "--norc", "--noprofile", "-i")
    with Terminal(shell, workspace, rows=40, columns=100, PS1="shell> ") as terminal:
        terminal.until("shell>")
        terminal.press(" ".join(WATCH), "enter")
        terminal.until("save_me: not yet")
        terminal.press("ctrl+z")
        terminal.until("Stopped", "shell>")
        stopped = terminal.drawing, "a hidden cursor" in terminal.left
        terminal.press("echo an$((40 + 2))swer", "enter")
        terminal.until("an42swer")
        terminal.press("fg", "enter")
        terminal.until("save_me: not yet", "q quit")
        assert (stopped, terminal.drawing) == ((False, False), True)
        solve(workspace, curriculum, curriculum.course[0])
        terminal.until("save_me: passed")
        terminal.press("?")
        terminal.until("judge every exercise")
        terminal.press("q")
        terminal.until("what you reached is kept")
        terminal.wait_for(lambda seen: seen.rstrip().endswith("shell>"), "a prompt")
        terminal.press("exit", "enter")
        assert terminal.ended() == 0
        assert as_before(terminal)


def test_what_a_killed_watch_leaves_is_cleared_by_the_next_one(workspace: Path) -> None:
    twice = ("sh", "-c", f"{' '.join(WATCH)}; {' '.join(WATCH)}")
    with Terminal(twice, workspace) as terminal:
        terminal.until("save_me: not yet")
        (watch,) = _children(terminal.process.pid)
        os.kill(watch, signal.SIGKILL)
        terminal.until("Killed")
        assert terminal.left != set()
        terminal.until_gone("Killed")
        terminal.until("save_me: not yet")
        terminal.press("?")
        terminal.until("judge every exercise")
        terminal.press("q")
        assert terminal.ended() == 0
        assert as_before(terminal)


def test_an_error_inside_is_told_in_one_message(workspace: Path) -> None:
    broken = (
        "import sys\n"
        "from ctml_runner.screen.live.app import LiveApp\n"
        "def fail(self): raise ZeroDivisionError('on purpose')\n"
        "LiveApp.action_put_away = fail\n"
        "from ctml_runner.__main__ import main\n"
        "sys.argv = ['ctml', 'watch']\n"
        "main()\n"
    )
    with Terminal((sys.executable, "-c", broken), workspace) as terminal:
        terminal.until("not yet")
        terminal.press("esc")
        assert terminal.ended() == 1
        assert (terminal.left, terminal.drawing) == (set(), False)
        assert "this is a mistake in ctml, not yours: ZeroDivisionError" in terminal.text
        assert b"Traceback" not in terminal.written


def test_a_terminal_that_goes_away_ends_it(workspace: Path) -> None:
    with Terminal(WATCH, workspace) as terminal:
        terminal.until("not yet")
        terminal.hang_up()
        terminal.ended()


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in listed.split()]
