"""What a learner asks a session for: keys, answers, choices from the list."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from ctml_runner.course.curriculum import Curriculum
from ctml_runner.course.exercise import Exercise
from ctml_runner.journal import Opened, Progress, Revealed
from ctml_runner.judging.verdict import Outcome, Span, TestFailure, TypeFault, Verdict
from ctml_runner.teaching import messages
from ctml_runner.teaching.effects import (
    Edit,
    Effect,
    Follow,
    Judge,
    PutBack,
    Remember,
    Share,
    Show,
    TellChapter,
    TellSolution,
)
from ctml_runner.teaching.events import Picked, Pressed, ResetWanted, VerdictCame
from ctml_runner.teaching.session import State, listing, step
from ctml_runner.teaching.tutor import Feedback

ROOT = Path("/learner")


def made(slug: str, chapter: str, number: int, top: str = "exercises") -> Exercise:
    path = PurePosixPath(top, chapter, f"{number:02}_{slug}.py")
    return Exercise(slug, chapter, number, path, slug.title(), "Do it.", "x = 1\n", "checks\n")


A, B, C = made("a", "00_begin", 1), made("b", "00_begin", 2), made("c", "01_end", 1)
FIX, FIX2 = (made(f"fix{n}", "compiler_fix", n, "challenges") for n in (1, 2))
PAPER = made("p_paper", "paper_to_code", 1, "challenges")


@pytest.fixture
def state() -> State:
    curriculum = Curriculum(Path("/course"), (A, B, C), (FIX, FIX2, PAPER))
    return State(curriculum, ROOT, Progress(current="a"))


def standing(state: State, current: Exercise, *done: Exercise) -> State:
    progress = Progress(done=frozenset(e.slug for e in done), current=current.slug)
    return replace(state, progress=progress)


def passing(exercise: Exercise, output: str = "") -> VerdictCame:
    verdict = Verdict(exercise.slug, Outcome.PASSED, output=output, file_digest="d")
    return VerdictCame(exercise, b"text", verdict, Feedback(why="so"))


def beyond_the_verdict(todo: tuple[Effect, ...]) -> tuple[Effect, ...]:
    return todo[2:]  # what is remembered and shown of every verdict comes first


def kinds(todo: tuple[Effect, ...]) -> list[type]:
    return [type(e.message) if isinstance(e, Show) else type(e) for e in todo]


def test_x_asks_and_only_yes_puts_the_file_back(state: State) -> None:
    asked, todo = step(state, Pressed("x"))
    assert kinds(todo) == [messages.Question]
    for yes in ("y", "Yes"):
        answered, todo = step(asked, Pressed(yes))
        assert (answered, todo) == (state, (PutBack(A, "reset"),))
    for no in ("n", "r", "x", "what"):
        answered, todo = step(asked, Pressed(no))
        assert (answered, todo) == (state, (Show(messages.Notice("nothing was changed")),))


def test_q_ends_even_where_a_question_stands(state: State) -> None:
    asked, _ = step(state, Pressed("x"))
    _, todo = step(asked, Pressed("q"))
    assert [type(effect).__name__ for effect in todo] == ["Cancel", "Show", "Stop"]


def test_a_question_is_about_the_exercise_that_was_open_when_it_was_asked(state: State) -> None:
    asked, _ = step(state, Pressed("x"))
    advanced, _ = step(asked, passing(A))
    _, todo = step(advanced, Pressed("y"))
    assert (advanced.current, todo) == (B, (PutBack(A, "reset"),))


def test_the_list_asks_before_it_resets_any_exercise(state: State) -> None:
    asked, todo = step(state, ResetWanted(C))
    assert isinstance(todo[0], Show)
    assert isinstance(todo[0].message, messages.Question)
    assert todo[0].message.exercise == C
    assert step(asked, Pressed("y"))[1] == (PutBack(C, "reset"),)


def test_u_undoes_without_a_question(state: State) -> None:
    assert step(state, Pressed("u")) == (state, (PutBack(A, "undo"),))


def test_e_opens_the_line_that_the_last_verdict_speaks_of(state: State) -> None:
    fault = TypeFault(Span(12, 1, 12, 4), "arg-type", "m", "m", (), "", in_checks=False)
    far = replace(fault, span=Span(40, 1, 40, 2), in_checks=True)
    failure = TestFailure("test_a", "", "AssertionError", "no", line=7)
    verdict = Verdict("a", Outcome.FAILED, type_errors=(far, fault), test_failures=(failure,))
    assert step(state, Pressed("e"))[1] == (Edit(A, 1),)
    assert step(replace(state, verdict=verdict), Pressed("e"))[1] == (Edit(A, 12),)
    only_tests = replace(verdict, type_errors=())
    assert step(replace(state, verdict=only_tests), Pressed("e"))[1] == (Edit(A, 7),)
    of_another = replace(verdict, exercise="b")
    assert step(replace(state, verdict=of_another), Pressed("e"))[1] == (Edit(A, 1),)


def test_s_shows_the_solution_of_what_has_just_passed(state: State) -> None:
    after, _ = step(state, passing(A))
    assert step(after, Pressed("s"))[1] == (TellSolution(A),)


def test_s_before_the_pass_asks_and_is_remembered(state: State) -> None:
    asked, todo = step(state, Pressed("s"))
    assert kinds(todo) == [messages.Question]
    assert step(asked, Pressed("y"))[1] == (Remember(Revealed("a")), TellSolution(A))


def test_what_was_revealed_once_needs_no_second_question(state: State) -> None:
    revealed = replace(state, progress=Progress(current="a", revealed=frozenset({"a"})))
    assert step(revealed, Pressed("s"))[1] == (TellSolution(A),)


def test_what_is_picked_from_the_list_opens_and_is_judged(state: State) -> None:
    after, todo = step(state, Picked(C))
    task = messages.Task(C, ROOT / C.path, 0, 3)
    assert todo == (Remember(Opened("c", "goto", ("a", "b"))), Show(task), Judge(C, None))
    assert (after.current, after.judging) == (C, C)


def test_the_list_says_what_waits_for_what(state: State) -> None:
    rows = listing(standing(state, B, A)).rows
    assert [(row.exercise, row.waits_for) for row in rows] == [
        (A, ()), (B, ()), (C, (B,)), (FIX, ()), (FIX2, ()), (PAPER, ()),
    ]  # fmt: skip


def test_a_chapter_ends_once(state: State) -> None:
    after, todo = step(standing(state, B, A), passing(B))
    assert kinds(beyond_the_verdict(todo)) == [TellChapter, Remember, messages.Advanced, Follow]
    again, todo = step(standing(state, B, A, B), passing(B))
    assert TellChapter not in kinds(todo)
    assert (after.current, again.current) == (C, B)


def test_who_comes_back_to_what_has_passed_is_not_sent_away(state: State) -> None:
    opened, _ = step(standing(state, C, A, B), Picked(A))
    stays, todo = step(opened, passing(A))
    assert stays.current == A
    told = messages.Notice(
        "a had passed before, and stays open", "n   (goes on; in another terminal: ctml goto c)"
    )
    assert beyond_the_verdict(todo) == (Show(told),)
    assert step(stays, Pressed("n"))[0].current == C


def test_who_breaks_what_had_passed_and_mends_it_goes_on(state: State) -> None:
    opened, _ = step(standing(state, C, A, B), Picked(A))
    verdict = Verdict("a", Outcome.FAILED, test_failures=(TestFailure("t", "", "E", "no"),))
    broken, _ = step(opened, VerdictCame(A, b"text", verdict, Feedback()))
    assert (broken.current, step(broken, passing(A))[0].current) == (A, C)


def test_with_all_done_a_pass_again_says_nothing_more(state: State) -> None:
    opened, _ = step(standing(state, C, A, B, C, FIX, FIX2, PAPER), Picked(A))
    stays, todo = step(opened, passing(A))
    assert (stays.current, beyond_the_verdict(todo)) == (A, ())


def test_the_course_finishes_and_n_opens_the_first_challenge(state: State) -> None:
    finished, todo = step(standing(state, C, A, B), passing(C))
    assert beyond_the_verdict(todo) == (
        TellChapter("01_end"),
        Show(messages.Finished(3, (FIX, FIX2, PAPER))),
    )
    after, todo = step(finished, Pressed("n"))
    assert after.current == FIX
    assert kinds(todo) == [Remember, messages.Task, Judge]


def test_a_challenge_leads_to_the_next_of_its_track_then_to_the_course_then_on(
    state: State,
) -> None:
    assert step(standing(state, FIX, A), passing(FIX))[0].current == FIX2
    assert step(standing(state, FIX2, A, FIX), passing(FIX2))[0].current == B
    assert step(standing(state, FIX2, A, B, C, FIX), passing(FIX2))[0].current == PAPER


def test_when_all_is_done_nothing_waits(state: State) -> None:
    after, todo = step(standing(state, PAPER, A, B, C, FIX, FIX2), passing(PAPER, "it printed\n"))
    assert beyond_the_verdict(todo) == (
        Share(PAPER, "it printed\n"),
        Show(messages.Finished(3, ())),
    )
    assert step(after, Pressed("n"))[1] == (Show(messages.Finished(3, ())),)


def test_only_a_paper_leaves_a_card(state: State) -> None:
    _, todo = step(standing(state, FIX), passing(FIX))
    assert Share not in kinds(todo)


def test_the_real_course_asks_nothing_of_the_later_chapters(curriculum: Curriculum) -> None:
    rows = listing(State(curriculum, ROOT, Progress())).rows
    assert [len(row.waits_for) for row in rows[: len(curriculum.course)]] == list(
        range(len(curriculum.course))
    )
