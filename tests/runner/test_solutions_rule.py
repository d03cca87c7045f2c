"""When a class sees solutions: after the pass, from a time of day on, or never."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from ctml_runner.course.curriculum import read_curriculum
from ctml_runner.course.workspace.rules import (
    AfterPass,
    AfterTime,
    CohortRules,
    Never,
    SolutionsRule,
)
from ctml_runner.journal import Journal, Progress, Revealed
from ctml_runner.teaching import messages
from ctml_runner.teaching.effects import Effect, Remember, Show, TellSolution
from ctml_runner.teaching.events import Pressed
from ctml_runner.teaching.session import State, step

Run = Callable[..., "CompletedProcess[str]"]
HALF_PAST_FIVE = AfterTime(time(17, 30))


def state(rule: SolutionsRule | None, now: time = time(12), *done: str) -> State:
    rules = None if rule is None else CohortRules("Room", ("save_me", "annotate"), solutions=rule)
    progress = Progress(done=frozenset(done), current="save_me")
    return State(read_curriculum(), Path("/learner"), progress, rules=rules, now=now)


def pressed(state: State, *keys: str) -> tuple[Effect, ...]:
    todo: tuple[Effect, ...] = ()
    for key in keys:
        state, todo = step(state, Pressed(key))
    return todo


SAVE_ME = read_curriculum().find("save_me")
SHOWN = (Remember(Revealed("save_me")), TellSolution(SAVE_ME))


NOT_YET = "save_me has not passed yet, and your class sees"


@pytest.mark.parametrize(
    ("rule", "now", "why"),
    [
        (AfterPass(), time(12), f"{NOT_YET} solutions afterwards"),
        (HALF_PAST_FIVE, time(17, 29), f"{NOT_YET} its solution from 17:30 on"),
        (Never(), time(23), "save_me has a solution, but your class is shown none"),
    ],
)
def test_what_a_class_does_not_show_is_refused_without_a_question(
    rule: SolutionsRule, now: time, why: str
) -> None:
    refused = Show(messages.Notice(why, "h   (the next hint)"))
    assert pressed(state(rule, now), "s") == (refused,)


def test_a_pass_shows_it_unless_nothing_ever_does() -> None:
    for rule in (AfterPass(), HALF_PAST_FIVE):
        assert pressed(state(rule, time(9), "save_me"), "s") == SHOWN
    [refused] = pressed(state(Never(), time(9), "save_me"), "s")
    assert isinstance(refused, Show)


def test_from_its_hour_on_a_solution_is_shown_to_whoever_confirms() -> None:
    [asked] = pressed(state(HALF_PAST_FIVE, time(17, 30)), "s")
    assert isinstance(asked, Show)
    assert isinstance(asked.message, messages.Question)
    assert pressed(state(HALF_PAST_FIVE, time(17, 30)), "s", "y") == SHOWN


def test_what_was_shown_once_is_remembered_once() -> None:
    seen, _ = step(state(AfterPass(), time(9), "save_me"), Pressed("s"))
    assert step(seen, Pressed("s"))[1] == (TellSolution(SAVE_ME),)


def test_what_was_seen_before_there_was_a_class_is_withheld_all_the_same() -> None:
    begun = state(AfterPass())
    seen = replace(begun, progress=replace(begun.progress, revealed=frozenset({"save_me"})))
    [refused] = pressed(seen, "s")
    assert isinstance(refused, Show)


def test_without_a_class_nothing_is_withheld() -> None:
    assert pressed(state(None), "s", "y") == SHOWN
    assert pressed(state(None, time(9), "save_me"), "s") == (TellSolution(SAVE_ME),)


def revealed(root: Path) -> list[str]:
    records = Journal(root / ".ctml" / "journal.jsonl").history().records
    return [record.fact.exercise for record in records if isinstance(record.fact, Revealed)]


def test_the_command_keeps_the_rule_whatever_it_is_told(
    tmp_path: Path, ctml: Run, classroom: Callable[..., Path]
) -> None:
    now = datetime.now().astimezone()
    root = classroom(tmp_path / "pass", CohortRules("Room", ("save_me",)))
    for more in ((), ("--reveal",)):
        done = ctml("solution", "save_me", *more, cwd=root)
        assert (done.returncode, done.stdout) == (2, "")
        assert "has not passed yet, and your class sees solutions afterwards" in done.stderr
    assert "--reveal changes nothing in a class" in done.stderr
    assert revealed(root) == []
    if now.hour < 23:  # an hour that is still to come today
        later = AfterTime((now + timedelta(minutes=59)).time().replace(second=0, microsecond=0))
        root = classroom(tmp_path / "later", CohortRules("Room", ("save_me",), solutions=later))
        done = ctml("solution", "save_me", "--reveal", cwd=root)
        assert f"from {later.time:%H:%M} on" in done.stderr
    past = AfterTime(time(0, 0))
    root = classroom(tmp_path / "past", CohortRules("Room", ("save_me",), solutions=past))
    assert "--reveal" in ctml("solution", "save_me", cwd=root).stderr
    done = ctml("solution", "save_me", "--reveal", cwd=root)
    assert (done.returncode, "A solution of save_me" in done.stdout) == (0, True)
    assert revealed(root) == ["save_me"]
