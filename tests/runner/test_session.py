"""The session is a pure machine: a scripted story, no clock, no files."""

from dataclasses import replace
from pathlib import Path

import pytest

from ctml_runner.course.curriculum import Curriculum, read_curriculum
from ctml_runner.errors import LearnerError
from ctml_runner.journal import Hinted, Judged, Opened, Progress
from ctml_runner.judging.verdict import Outcome, TestFailure, Verdict
from ctml_runner.teaching import effects, messages
from ctml_runner.teaching.effects import CheckAll, Follow, Judge, Remember, Show, Stop, TellHint
from ctml_runner.teaching.events import (
    AllChecked,
    Began,
    Broke,
    InputEnded,
    Key,
    Pressed,
    Saved,
    Told,
    VerdictCame,
)
from ctml_runner.teaching.session import State, following, listing, open_exercise, step
from ctml_runner.teaching.tutor import Feedback

ROOT = Path("/learner")


@pytest.fixture(scope="module")
def curriculum() -> Curriculum:
    return read_curriculum()


@pytest.fixture
def state(curriculum: Curriculum) -> State:
    return State(curriculum, ROOT, Progress())


def verdict_of(state: State, number: int, *, passed: bool, why: str = "") -> VerdictCame:
    exercise = state.curriculum.course[number]
    outcome = Outcome.PASSED if passed else Outcome.FAILED
    failures = () if passed else (TestFailure("test_a", "", "AssertionError", "no"),)
    verdict = Verdict(exercise.slug, outcome, test_failures=failures, file_digest="d", seconds=0.5)
    return VerdictCame(exercise, b"text", verdict, Feedback(why=why))


def shown(todo: tuple[effects.Effect, ...]) -> list[messages.Message]:
    return [effect.message for effect in todo if isinstance(effect, Show)]


def test_a_session_begins_with_the_first_exercise_and_judges_it(state: State) -> None:
    after, todo = step(state, Began())
    first = state.curriculum.course[0]
    file = ROOT / first.path
    assert todo == (
        Show(messages.Welcome(ROOT, state.total)),
        Show(messages.Ready(ROOT, 0, state.total)),
        Show(messages.Task(first, file, 0, state.total)),
        Judge(first, None),
    )
    assert after.judging == first


def test_a_save_of_any_exercise_is_judged(state: State) -> None:
    third = state.curriculum.course[2]
    after, todo = step(state, Saved(third, b"new"))
    assert todo == (Show(messages.Checking(third)), Judge(third, b"new"))
    assert (after.judging, after.current) == (third, state.curriculum.course[0])


def test_a_failure_is_remembered_before_it_is_shown_and_opens_nothing(state: State) -> None:
    came = verdict_of(state, 0, passed=False)
    after, todo = step(state, came)
    assert todo == (
        Remember(Judged(came.exercise.slug, "failed", "d", 0.5, (), ("test_a",), ""), b"text"),
        Show(messages.Judged(came.exercise, came.verdict, came.feedback, 0)),
    )
    assert (after.current, after.done, after.verdict) == (state.current, 0, came.verdict)


def test_a_pass_of_the_open_exercise_opens_the_next_at_once(state: State) -> None:
    came = verdict_of(state, 0, passed=True, why="because")
    after, todo = step(state, came)
    second = state.curriculum.course[1]
    assert todo == (
        Remember(Judged(came.exercise.slug, "passed", "d", 0.5), b"text"),
        Show(messages.Judged(came.exercise, came.verdict, came.feedback, 0)),
        Remember(Opened(second.slug, "passed")),
        Show(messages.Advanced(came.exercise, second, ROOT / second.path, 1, state.total)),
        Follow(second),
    )
    assert (after.current, after.done) == (second, 1)


def test_a_pass_elsewhere_counts_and_moves_nothing(state: State) -> None:
    after, todo = step(state, verdict_of(state, 4, passed=True))
    assert (after.current, after.done) == (state.current, 1)
    assert [type(message) for message in shown(todo)] == [messages.Judged]


def test_what_was_skipped_comes_again_at_the_end(state: State) -> None:
    *most, last = state.curriculum.course
    done = frozenset(exercise.slug for exercise in most[1:])
    state = replace(state, progress=Progress(done=done, current=last.slug))
    after, _ = step(state, verdict_of(state, len(most), passed=True))
    assert after.current == most[0]


def test_the_last_pass_finishes_the_course(state: State) -> None:
    done = frozenset(exercise.slug for exercise in state.curriculum.course[1:])
    state = replace(state, progress=Progress(done=done, current=state.curriculum.course[0].slug))
    after, todo = step(state, verdict_of(state, 0, passed=True))
    assert shown(todo)[-1] == messages.Finished(state.total, state.curriculum.challenges)
    assert following(after.curriculum, after.progress, None) is None


def test_passed_once_is_passed_for_good(state: State) -> None:
    after, _ = step(state, verdict_of(state, 0, passed=True))
    again, _ = step(after, verdict_of(state, 0, passed=False))
    assert again.done == 1


def test_hints_climb_one_rung_a_call_and_stay_on_the_last(state: State) -> None:
    rungs = []
    for _ in range(4):
        state, todo = step(state, Pressed("h"))
        remember, tell = todo
        assert isinstance(tell, TellHint)
        assert remember == Remember(Hinted(state.current.slug, tell.rung))
        rungs.append(tell.rung)
    assert rungs == [1, 2, 3, 3]


def test_going_elsewhere_remembers_what_was_skipped(state: State) -> None:
    course = state.curriculum.course
    after, todo = open_exercise(state, course[2])
    assert todo[0] == Remember(Opened(course[2].slug, "goto", (course[0].slug, course[1].slug)))
    assert after.current == course[2]


def test_every_key_does_something_and_an_unknown_one_is_named(state: State) -> None:
    state, _ = step(state, verdict_of(state, 0, passed=False))
    for key in Key:
        _, todo = step(state, Pressed(f" {key.value.upper()} \n"))
        assert todo, key
    _, todo = step(state, Pressed("xyzzy"))
    assert "'xyzzy'" in str(shown(todo)[0])


@pytest.mark.parametrize(
    ("key", "wanted"), [("c", CheckAll), ("q", effects.Cancel), ("r", Show), ("l", Show)]
)
def test_keys_ask_for_their_effects(state: State, key: str, wanted: type[object]) -> None:
    _, todo = step(state, Pressed(key))
    assert isinstance(todo[0], wanted)


def test_next_shows_the_open_exercise_and_what_the_judge_says_of_it(state: State) -> None:
    after, todo = step(state, Pressed("n"))
    current = state.current
    shown_task = Show(messages.Task(current, ROOT / current.path, 0, state.total))
    assert todo == (shown_task, Judge(current, None))
    assert after.judging == current


def test_an_empty_line_does_nothing(state: State) -> None:
    assert step(state, Pressed("\n")) == (state, ())


def test_input_that_ends_while_judging_ends_the_watch_after_the_verdict(state: State) -> None:
    state, _ = step(state, Began())
    state, todo = step(state, InputEnded())
    assert todo == ()
    state, todo = step(state, verdict_of(state, 0, passed=False))
    assert todo[-1] == Stop()


def test_input_that_ends_while_idle_ends_the_watch_at_once(state: State) -> None:
    assert step(state, InputEnded())[1] == (Stop(),)


def test_an_error_while_judging_is_shown_and_the_watch_goes_on(state: State) -> None:
    error = LearnerError("the file is gone")
    state, _ = step(state, Began())
    after, todo = step(state, Broke(error))
    assert todo == (Show(messages.Problem(error)),)
    assert after.judging is None


def test_a_notice_is_shown(state: State) -> None:
    assert step(state, Told("polling", "x"))[1] == (Show(messages.Notice("polling", "x")),)


def test_checking_all_remembers_new_passes_and_opens_the_next(state: State) -> None:
    results = tuple(verdict_of(state, n, passed=n < 2) for n in range(state.total))
    after, todo = step(state, AllChecked(results, 1.5))
    remembered = [e.fact for e in todo if isinstance(e, Remember)]
    first, second, third, *_ = state.curriculum.course
    assert [getattr(fact, "exercise", "") for fact in remembered] == [
        first.slug,
        second.slug,
        third.slug,
    ]
    assert shown(todo)[0] == messages.Checked(tuple(r.verdict for r in results), 1.5)
    assert (after.done, after.current) == (2, third)


def test_the_list_marks_what_is_done_and_what_is_open(state: State) -> None:
    after, _ = step(state, verdict_of(state, 0, passed=True))
    first, second, third, *_ = listing(after).rows
    assert [(row.done, row.current) for row in (first, second, third)] == [
        (True, False),
        (False, True),
        (False, False),
    ]


def test_a_journal_that_names_an_unknown_exercise_opens_the_first_pending(state: State) -> None:
    assert (
        replace(state, progress=Progress(current="from_a_newer_course")).current
        == (state.curriculum.course[0])
    )
