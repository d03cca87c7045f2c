"""The live watch in a real terminal: the main path, as a learner types it and sees it."""

from pathlib import Path

from tests.screens.learner import facts, solve, write
from tests.screens.terminal import CTML, Terminal

from ctml_runner.course.curriculum import Curriculum

WATCH = (*CTML, "watch")
KEYS = "q quit"


def test_from_the_welcome_to_the_next_exercise(workspace: Path, curriculum: Curriculum) -> None:
    first, second = curriculum.course[:2]
    with Terminal(WATCH, workspace, rows=40, columns=100) as terminal:
        terminal.until("Welcome to ctml.", first.title, str(workspace / first.path), KEYS)
        terminal.until(f"{first.slug}: not yet", "✗ tests")
        terminal.press("h")
        terminal.until("Hint 1 of 3", curriculum.solution(first).hints[0][:40])
        solve(workspace, curriculum, first)
        terminal.until(f"{first.slug}: passed", "Why: ", f"Next: {second.title}", "1 of ")
        assert curriculum.solution(first).why[:40] in terminal.text
        terminal.press("s")
        terminal.until(f"A solution of {first.slug}; yours may differ", "return len(")
        terminal.press("n")
        terminal.until(f"{second.slug}: not yet", str(workspace / second.path))
        terminal.until_gone("A solution of")
        terminal.press("q")
        assert terminal.ended() == 0
        assert (terminal.left, terminal.drawing) == (set(), False)
        assert "what you reached is kept" in terminal.text


def test_the_list_is_searched_and_what_is_chosen_is_opened_and_judged(
    workspace: Path, curriculum: Curriculum
) -> None:
    with Terminal(WATCH, workspace, rows=40, columns=100) as terminal:
        terminal.until("save_me: not yet")
        terminal.press("l")
        terminal.until("> ● open    0.1  save_me", "q back")
        terminal.press("/")
        terminal.press("froz")
        terminal.until("/froz", "> · to come 1.5  parameters")
        terminal.press("enter")
        terminal.until("parameters: not yet", curriculum.by_slug["parameters"].title)
        terminal.until_gone("/froz")
        terminal.press("l")
        terminal.until("> ● open    1.5  parameters")
        terminal.press("q")
        terminal.until(KEYS)
        terminal.press("q")
        assert terminal.ended() == 0


def test_x_asks_y_resets_and_u_brings_back(workspace: Path, curriculum: Curriculum) -> None:
    first = curriculum.course[0]
    file = workspace / first.path
    with Terminal(WATCH, workspace, rows=40, columns=100) as terminal:
        terminal.until("save_me: not yet")
        write(workspace, first, "MINE = 1")
        terminal.until("5 to mend", "5 failed")  # a verdict puts notices away
        terminal.press("x")
        terminal.until("Put save_me back to its start?", "> n  No")
        terminal.press("n")
        terminal.until("nothing was changed")
        assert file.read_text(encoding="utf-8").startswith("MINE")
        terminal.press("x")
        terminal.until("> n  No")
        terminal.press("y")
        terminal.until("save_me is as it was at the start")
        assert file.read_text(encoding="utf-8") == first.text
        terminal.press("u")
        terminal.until("save_me is as it was before")
        assert file.read_text(encoding="utf-8").startswith("MINE")
        terminal.press("q")
        assert terminal.ended() == 0
    assert [fact["why"] for fact in facts(workspace, "replaced")] == ["reset", "undo"]


def test_a_row_of_the_list_is_reset_from_there(workspace: Path, curriculum: Curriculum) -> None:
    second = curriculum.course[1]
    write(workspace, second, "MINE = 1")
    with Terminal(WATCH, workspace, rows=40, columns=100) as terminal:
        terminal.until("save_me: not yet")
        terminal.press("l")
        terminal.until("> ● open    0.1  save_me")
        terminal.press("j", "x")
        terminal.until("Put annotate back to its start?")
        terminal.press("y")
        terminal.until("annotate is as it was at the start")
        assert (workspace / second.path).read_text(encoding="utf-8") == second.text


def test_help_raw_and_the_check_of_all_are_shown_and_put_away(workspace: Path) -> None:
    with Terminal(WATCH, workspace, rows=40, columns=100) as terminal:
        terminal.until("save_me: not yet")
        terminal.press("?")
        terminal.until("judge every exercise", "bring back what the file was")
        terminal.press("v")
        terminal.until("What the tools said of save_me", "Disagreement")
        terminal.until_gone("judge every exercise")
        terminal.press("esc")
        terminal.until_gone("What the tools said")
        terminal.press("c")
        terminal.until("pass, checked in", "✗ annotate: not yet")


def test_the_solution_before_the_pass_is_asked_about_and_remembered(workspace: Path) -> None:
    with Terminal(WATCH, workspace, rows=40, columns=100) as terminal:
        terminal.until("save_me: not yet")
        terminal.press("s")
        terminal.until("before it has passed?", "> n  No")
        terminal.press("up", "enter")
        terminal.until("A solution of save_me")
    assert [fact["exercise"] for fact in facts(workspace, "revealed")] == ["save_me"]


def test_what_was_reached_is_there_the_next_day(workspace: Path, curriculum: Curriculum) -> None:
    solve(workspace, curriculum, curriculum.course[0])
    with Terminal(WATCH, workspace) as terminal:
        terminal.until("Next: ")
        terminal.press("q")
        assert terminal.ended() == 0
    with Terminal(WATCH, workspace, columns=100) as terminal:
        terminal.until("annotate: not yet", "1 of ")
        assert "Welcome" not in terminal.text
