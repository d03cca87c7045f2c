"""The view: what is on the screen after which messages, without any terminal."""

from functools import reduce

from tests.screens.scenes import (
    BEGUN,
    CHAPTER,
    CHECKED,
    LISTING,
    ONE,
    PASSED,
    QUESTION,
    ROOT,
    SAVED,
    SOLUTION,
    TWO,
    TYPES_KNOWN,
    advanced,
    failed,
    passed,
    task,
)

from ctml_runner.errors import LearnerError
from ctml_runner.judging.verdict import Types
from ctml_runner.screen.live.view import (
    Line,
    Ticks,
    View,
    answered,
    awaits_tests,
    left,
    put_away,
    seen,
    still_running,
)
from ctml_runner.screen.milestones import restored_line
from ctml_runner.teaching import messages
from ctml_runner.teaching.messages import Message


def after(*shown: Message) -> View:
    return reduce(seen, shown, View())


def test_who_is_new_sees_the_welcome_then_the_task() -> None:
    view = after(*BEGUN)
    assert view.parts == (messages.Welcome(ROOT, 21), task())
    assert (view.done, view.total, view.exercise) == (3, 21, ONE)


def test_the_first_verdict_stands_below_the_task_that_nobody_has_begun() -> None:
    view = after(*BEGUN, failed())
    assert view.parts == (messages.Welcome(ROOT, 21), task(), failed())


def test_after_a_save_the_verdict_comes_first_and_the_welcome_has_gone() -> None:
    judged = failed()
    assert after(*BEGUN, messages.Checking(ONE), judged).parts == (judged, task())


def test_while_a_save_is_judged_the_old_verdict_stays_and_the_ticks_run() -> None:
    before = after(*SAVED)
    judging = seen(before, messages.Checking(ONE))
    assert judging.parts == before.parts
    assert judging.ticks == Ticks(ONE)


def test_the_type_tick_is_known_before_the_tests_end() -> None:
    view = after(*BEGUN, messages.Checking(ONE), TYPES_KNOWN)
    assert view.ticks == Ticks(ONE, TYPES_KNOWN.types)
    assert isinstance(view.ticks.known, Types)


def test_a_pass_opens_the_next_in_the_head_and_keeps_its_why_in_the_body() -> None:
    view = after(*PASSED)
    assert view.exercise == TWO
    assert view.done == 4
    assert view.ticks == Ticks(ONE, passed().verdict)
    assert view.parts == (passed(), advanced())


def test_n_puts_the_why_away_and_shows_the_next_task() -> None:
    view = seen(after(*PASSED), task(TWO, 4))
    assert view.parts == (task(TWO, 4),)
    assert view.ticks == Ticks(TWO)


def test_a_save_of_the_next_file_puts_the_why_away_when_its_verdict_is_there() -> None:
    judging = seen(after(*PASSED), messages.Checking(TWO))
    assert judging.parts == (passed(), advanced())
    assert seen(judging, failed(TWO)).parts == (failed(TWO), task(TWO, 4))


def test_the_end_of_a_chapter_stands_between_the_why_and_the_next() -> None:
    view = after(*SAVED, messages.Checking(ONE), passed(), CHAPTER, advanced())
    assert view.parts == (passed(), CHAPTER, advanced())


def test_a_finish_and_a_card_stay_until_the_next_verdict() -> None:
    finish, card = messages.Finished(21, ()), messages.Shared(ONE, (ROOT / "cards/a.png",))
    view = after(*SAVED, passed(), card, finish)
    assert view.parts == (finish, passed(), card)
    assert seen(view, failed()).parts == (failed(), task())


def test_what_is_asked_for_stands_on_top_until_the_next_save_is_judged() -> None:
    for asked in (
        SOLUTION,
        CHECKED,
        messages.Keys(),
        messages.Raw(failed().verdict),
        messages.Hint(ONE, 1, 3, "look"),
    ):
        view = seen(after(*SAVED), asked)
        assert view.parts[0] == asked
        saved = seen(view, messages.Checking(ONE))
        assert saved.parts[0] == asked
        assert seen(saved, failed()).parts == (failed(), task())


def test_what_is_asked_for_while_a_save_is_judged_survives_its_verdict() -> None:
    asked = messages.Hint(ONE, 1, 3, "look")
    view = after(*SAVED, messages.Checking(ONE), asked, failed())
    assert view.parts == (asked, failed(), task())


def test_what_runs_for_long_is_told_until_the_verdict() -> None:
    known = messages.TypesKnown(ONE, Types(seconds=0.02))
    running = after(*SAVED, messages.Checking(ONE), known)
    assert (awaits_tests(after(*SAVED)), awaits_tests(running)) == (False, True)
    told = still_running(running)
    assert told.line is not None
    assert "what never ends is cut off after 10 s" in told.line.text
    assert seen(told, failed()).line is None


def test_a_hint_stays_known_until_its_exercise_has_passed() -> None:
    hint = messages.Hint(ONE, 1, 3, "look")
    saved = after(*SAVED, hint, messages.Checking(ONE), failed())
    assert saved.hint == hint
    assert seen(seen(saved, passed()), advanced()).hint is None


def test_escape_puts_away_what_was_asked_for_and_what_was_said() -> None:
    view = after(*SAVED, messages.Keys(), messages.Notice("well"))
    assert put_away(view).parts == after(*SAVED).parts
    assert put_away(view).line is None


def test_what_is_told_at_the_start_stays_until_the_learner_has_saved() -> None:
    told = after(*BEGUN, messages.Notice("a newer course is installed"), failed())
    assert told.line == Line("a newer course is installed")
    assert seen(told, failed()).line is None


def test_a_notice_goes_with_the_next_verdict() -> None:
    view = after(*SAVED, messages.Notice("well", "do it"))
    assert view.line == Line("well\n  next:  do it")
    assert seen(view, failed()).line is None


def test_a_problem_says_everything_and_ends_the_judging() -> None:
    error = LearnerError("gone", where=ROOT / "a.py", next_step="ctml init")
    view = after(*SAVED, messages.Checking(ONE), messages.Problem(error))
    assert view.line == Line("gone\n  where: /home/ada/course/a.py\n  next:  ctml init")
    assert view.ticks == after(*SAVED).ticks


def test_what_was_put_back_is_still_said_after_the_verdict_on_it() -> None:
    restored = messages.Restored(ONE, "undo", ROOT / ONE.path)
    view = after(*SAVED, restored)
    judged = seen(seen(view, messages.Checking(ONE)), failed())
    assert judged.line == Line(restored_line(restored))
    assert seen(judged, failed()).line is None


def test_a_question_waits_until_it_is_answered_here_or_by_keys_typed_ahead() -> None:
    asked = after(*SAVED, QUESTION)
    assert asked.question == QUESTION
    assert answered(asked).question is None
    for answer in (
        messages.Notice("nothing was changed"),
        messages.Restored(ONE, "reset", ROOT / ONE.path),
        SOLUTION,
    ):
        assert seen(asked, answer).question is None


def test_the_list_stays_until_it_is_left() -> None:
    shown = after(*SAVED, LISTING)
    assert seen(shown, failed()).listing == LISTING
    assert left(shown).listing is None


def test_checking_everything_ends_the_judging_of_one() -> None:
    view = after(*SAVED, messages.Checking(ONE), CHECKED)
    assert view.ticks == after(*SAVED).ticks


def test_the_progress_of_checking_everything_never_hides_what_was_asked_for_meanwhile() -> None:
    begun = after(*SAVED, messages.CheckingAll(0, 21))
    assert seen(begun, messages.CheckingAll(7, 21)).asked == messages.CheckingAll(7, 21)
    hint = messages.Hint(ONE, 1, 3, "look")
    assert seen(seen(begun, hint), messages.CheckingAll(8, 21)).asked == hint
    asked = seen(seen(begun, QUESTION), messages.CheckingAll(8, 21))
    assert asked.question == QUESTION
    assert seen(asked, CHECKED).asked == CHECKED


def test_what_checking_everything_has_reached_stands_without_an_older_failure() -> None:
    finish = messages.Finished(21, ())
    assert after(*SAVED, CHECKED, CHAPTER, finish).parts == (CHECKED, finish, CHAPTER)
