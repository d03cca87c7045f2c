"""A class's playlist: its exercises alone, in any order, first what everyone does."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from subprocess import CompletedProcess

import pytest

from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.exercise import Exercise
from ctml_runner.course.workspace import Workspace
from ctml_runner.course.workspace.rules import CohortRules, Never, read_rules, write_rules
from ctml_runner.journal import Opened, Progress
from ctml_runner.judging.verdict import Outcome, Verdict
from ctml_runner.teaching import messages
from ctml_runner.teaching.effects import Remember, Show
from ctml_runner.teaching.events import VerdictCame
from ctml_runner.teaching.session import State, listing, step
from ctml_runner.teaching.tutor import Feedback

Run = Callable[..., "CompletedProcess[str]"]


def made(slug: str, number: int) -> Exercise:
    path = PurePosixPath("exercises", "00_begin", f"{number:02}_{slug}.py")
    return Exercise(slug, "00_begin", number, path, slug.title(), "Do it.", "x = 1\n", "checks\n")


A, B, C, D = (made(slug, number) for number, slug in enumerate("abcd", 1))
RULES = CohortRules("Room", ("a", "b", "c", "d"), any_order=True, may=("b",))


@pytest.fixture
def state() -> State:
    return State(Curriculum(Path("/course"), (A, B, C, D), ()), Path("/l"), Progress(), rules=RULES)


def at(state: State, current: Exercise, *done: Exercise) -> State:
    progress = Progress(done=frozenset(e.slug for e in done), current=current.slug)
    return replace(state, progress=progress)


def passing(exercise: Exercise) -> VerdictCame:
    verdict = Verdict(exercise.slug, Outcome.PASSED, file_digest="d")
    return VerdictCame(exercise, b"text", verdict, Feedback(why="so"))


def test_in_any_order_nothing_waits_for_anything(state: State) -> None:
    assert [row.waits_for for row in listing(state).rows] == [(), (), (), ()]
    ordered = replace(state, rules=replace(RULES, any_order=False))
    assert [len(row.waits_for) for row in listing(ordered).rows] == [0, 1, 2, 3]


def test_the_list_says_what_everyone_does(state: State) -> None:
    assert [row.must for row in listing(state).rows] == [True, False, True, True]
    for rules in (None, replace(RULES, may=())):  # nobody says, or there is nothing to tell apart
        rows = listing(replace(state, rules=rules)).rows
        assert [row.must for row in rows] == [None] * 4


def test_what_is_for_whoever_is_ahead_comes_after_all_that_everyone_does(state: State) -> None:
    after, _ = step(at(state, A), passing(A))
    assert after.current == C
    after, _ = step(at(state, D, A), passing(D))
    assert after.current == C
    both = replace(state, rules=replace(RULES, may=("b", "d")))
    assert step(at(both, C, A), passing(C))[0].current == B  # the first of them, though D is next
    assert step(at(both, D, A, C), passing(D))[0].current == B
    ordered = replace(at(state, A), rules=replace(RULES, any_order=False))
    assert step(ordered, passing(A))[0].current == B


def test_with_the_last_of_what_everyone_does_it_is_told_that_the_rest_is_extra(
    state: State,
) -> None:
    after, todo = step(at(state, D, A, C), passing(D))
    told = "what everyone does has passed; what is left is for whoever is ahead"
    assert after.current == B
    assert Remember(Opened("b", "passed")) in todo
    assert todo[-1] == Show(messages.Notice(told))
    _, todo = step(at(state, A), passing(A))
    assert Show(messages.Notice(told)) not in todo


def test_the_rules_are_written_and_read_again(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert read_rules(workspace) is None
    workspace.hidden.mkdir()
    rules = replace(RULES, solutions=Never())
    write_rules(workspace, rules)
    assert read_rules(workspace) == rules


def test_a_workspace_of_a_class_lists_what_was_handed_out(
    tmp_path: Path, ctml: Run, classroom: Callable[..., Path]
) -> None:
    slugs = ("save_me", "token_id", "compose")
    root = classroom(tmp_path, CohortRules("Room", slugs, any_order=True, may=("token_id",)))
    rows = json.loads(ctml("list", "--json", cwd=root).stdout)
    assert [(row["slug"], row["must"], row["waits_for"]) for row in rows] == [
        ("save_me", True, []), ("token_id", False, []), ("compose", True, []),
    ]  # fmt: skip
    shown = ctml("list", cwd=root).stdout
    assert "  open    0.1 must save_me " in shown
    assert "          1.1 may  token_id " in shown
    assert "ctml goto compose" in ctml("next", cwd=root).stdout
    assert "'lift'" in ctml("goto", "lift", cwd=root).stderr


def test_damaged_rules_are_told_in_a_sentence(
    tmp_path: Path, ctml: Run, classroom: Callable[..., Path]
) -> None:
    root = classroom(tmp_path, RULES)
    Workspace(root).rules.write_text("solutions = 7\n")
    done = ctml("list", cwd=root)
    assert (done.returncode, "the rules of your class can't be read" in done.stderr) == (2, True)
