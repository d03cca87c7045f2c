"""Scenes: messages about a small course of our own, whose words no lesson changes."""

from pathlib import Path, PurePosixPath

from ctml_runner.course.exercise import Exercise
from ctml_runner.judging.verdict import Outcome, Span, TestFailure, TypeFault, Types, Verdict
from ctml_runner.teaching import messages
from ctml_runner.teaching.explain import About, Explanation
from ctml_runner.teaching.messages import Message
from ctml_runner.teaching.tutor import Feedback, Learned


def exercise(number: int, slug: str, title: str) -> Exercise:
    return Exercise(
        slug,
        "01_domain_objects",
        number,
        PurePosixPath(f"exercises/01_domain_objects/{number:02}_{slug}.py"),
        title,
        "A token id is a number, but it doesn't count\nanything: it names a word.\n\n"
        "1. Give it a type of its own.\n2. Save.",
        "start",
        "checks",
    )


ONE = exercise(1, "token_id", "TokenId: an index with a meaning")
TWO = exercise(2, "vector", "Vector: two numbers in a row")
ROOT = Path("/home/ada/course")
SOURCE = "vector = embed(7)"
SPAN = Span(12, 16, 12, 17)
FAULT = TypeFault(SPAN, "arg-type", "plain", "the raw words", (), SOURCE, in_checks=False)
FAILURE = TestFailure("test_sum", "It adds up.", "AssertionError", "raw", "3", "13")
TYPES = Explanation(
    About.TYPES, "Line 12: 7 meets TokenId.", "Say what it counts.", SPAN, SOURCE, "raw"
)
TEST = Explanation(
    About.TEST, "`test_sum`: expected 3, got 13.", "What should hold: it adds up.", None, "", "raw"
)


def task(of: Exercise = ONE, done: int = 3) -> messages.Task:
    return messages.Task(of, ROOT / of.path, done, 21)


def failed(
    of: Exercise = ONE, *, output: str = "", hint: str = "", rungs: int = 0
) -> messages.Judged:
    verdict = Verdict(
        of.slug, Outcome.FAILED, (FAULT,), (), (FAILURE,), output=output, seconds=0.0415
    )
    return messages.Judged(of, verdict, Feedback((TYPES, TEST), "alias" * bool(hint), hint), rungs)


def passed(of: Exercise = ONE) -> messages.Judged:
    verdict = Verdict(of.slug, Outcome.PASSED, seconds=0.02)
    return messages.Judged(of, verdict, Feedback(why="A name says what a number means."), 0)


def advanced() -> messages.Advanced:
    return messages.Advanced(ONE, TWO, ROOT / TWO.path, 4, 21)


TYPES_KNOWN = messages.TypesKnown(ONE, Types((FAULT,), seconds=0.02))
BEGUN: tuple[Message, ...] = (
    messages.Welcome(ROOT, 21),
    messages.Ready(ROOT, 3, 21),
    task(),
)
SAVED: tuple[Message, ...] = (
    *BEGUN,
    messages.Checking(ONE),
    TYPES_KNOWN,
    failed(output="7\nseven\n", hint="Both names still mean int to the checker."),
)
PASSED: tuple[Message, ...] = (*SAVED, messages.Checking(ONE), passed(), advanced())
CHAPTER = messages.ChapterEnded(
    "01_domain_objects",
    (Learned(ONE, "A name says what a number means. More."), Learned(TWO, "Order matters.")),
)
SOLUTION = messages.Solution(ONE, 'def f(x: int) -> str:\n    return "a"\n', "It says what it is.")
CHECKED = messages.Checked((failed().verdict, passed(TWO).verdict), 1.25)
LISTING = messages.Listing(
    (
        messages.Row(ONE, done=False, current=True, attempts=2),
        messages.Row(TWO, done=False, current=False, waits_for=(ONE,)),
    )
)
QUESTION = messages.Question(ONE, "Put token_id back to its start?")
SCENES: dict[str, tuple[Message, ...]] = {
    "welcome": BEGUN,
    "checking": (*SAVED, messages.Checking(ONE), TYPES_KNOWN),
    "failed": SAVED,
    "passed": PASSED,
    "chapter": (*SAVED, messages.Checking(ONE), passed(), CHAPTER, advanced()),
    "finished": (*SAVED, messages.Checking(ONE), passed(), messages.Finished(21, (TWO,))),
    "hint": (*SAVED, messages.Hint(ONE, 3, 3, "Write NewType, and give it the name.")),
    "solution": (*SAVED, SOLUTION),
    "keys": (*SAVED, messages.Keys()),
    "raw": (*SAVED, messages.Raw(failed().verdict)),
    "checking_all": (*SAVED, messages.CheckingAll(5, 21)),
    "checked": (*SAVED, CHECKED),
    "notice": (*SAVED, messages.Notice("nothing was changed", "ctml list")),
}
