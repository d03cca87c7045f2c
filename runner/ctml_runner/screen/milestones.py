"""What is told beside verdicts, in lines: a welcome, a chapter's end, a finish, a solution."""

from collections.abc import Iterator
from typing import assert_never

from rich.text import Text

from ctml_runner.course.exercise import Exercise
from ctml_runner.screen.asking import Asking
from ctml_runner.teaching import messages

Milestone = messages.ChapterEnded | messages.Finished | messages.Shared


def welcome_lines(welcome: messages.Welcome) -> Iterator[Text]:
    """Yield what somebody reads who is here for the first time."""
    yield Text("\nWelcome to ctml.", style="bold")
    yield Text(
        f"  {welcome.total} small files wait for you. Open the one that is named below in your "
        "editor, change it, save it: it is judged at once, and the answer appears here. "
        "Nothing that you do here can break anything."
    )


def milestone_lines(milestone: Milestone) -> Iterator[Text]:
    """Yield what is told when something has been reached."""
    match milestone:
        case messages.ChapterEnded():
            yield from _chapter(milestone)
        case messages.Finished():
            yield from _finish(milestone)
        case messages.Shared(exercise, files):
            yield Text(f"\n{exercise.slug} has a card that you can show to others:", style="bold")
            for file in files:
                yield Text(f"  {file}", style="cyan", no_wrap=True)
        case _:
            assert_never(milestone)


def chapter_name(chapter: str) -> str:
    """Return a chapter's name as people say it: ``01_domain_objects`` is 01 domain objects."""
    return chapter.replace("_", " ")


def _chapter(ended: messages.ChapterEnded) -> Iterator[Text]:
    yield Text(f"\nThe end of chapter {chapter_name(ended.chapter)}. What you know now:")
    for one in ended.learned:
        stop = "" if one.exercise.title.endswith(("?", "!")) else "."
        yield Text(f"  {one.exercise.title}{stop} ", style="bold").append(
            first_sentence(one.why), style="not bold"
        )


def first_sentence(text: str) -> str:
    """Return a text up to its first full stop before a new sentence."""
    head, stop, _ = " ".join(text.split()).partition(". ")
    return head + "." if stop else head


def _finish(finished: messages.Finished) -> Iterator[Text]:
    if finished.challenges:
        yield Text(f"\nAll {finished.total} exercises have passed.", style="bold green")
        names = ", ".join(challenge.slug for challenge in finished.challenges)
        yield Text(f"  Challenges wait, if you want more: {names}")
        yield Text("  n opens the first; ctml challenge, in another terminal, lists them", "dim")
    else:
        yield Text(
            f"\nAll {finished.total} exercises have passed, and every challenge. "
            "There is nothing left that you have not done.",
            style="bold green",
        )
    yield Text("  The lessons stay: ctml read CHAPTER", style="dim")


def restored_line(restored: messages.Restored) -> str:
    """Return one line on a file that was put back; the open one comes back by the key u as well."""
    name = restored.exercise.slug
    match restored.why:
        case "reset":
            return (
                f"{name} is as it was at the start; what you wrote comes back by: ctml undo {name}"
            )
        case "undo":
            return f"{name} is as it was before; ctml history lists all that it ever was"
        case _:
            assert_never(restored.why)


def lesson_line(advanced: messages.Advanced, asking: Asking) -> str:
    """Return where the lesson of a chapter is that has just begun; nothing within a chapter."""
    opened = advanced.exercise
    if opened.chapter == advanced.passed.chapter or not opened.has_lesson:
        return ""
    return f"A new chapter. Its lesson{asking.elsewhere}: ctml read {opened.chapter}"


def last_hint_line(exercise: Exercise, asking: Asking) -> str:
    """Return what is said below the last hint: where its lesson is, if it has one."""
    lesson = f" The lesson{asking.elsewhere}: ctml read {exercise.chapter}"
    return f"That was the last.{lesson if exercise.has_lesson else ''}"


def solution_lines(solution: messages.Solution) -> Iterator[Text]:
    """Yield a solution, line by line, and what is learned by it."""
    yield Text(f"\nA solution of {solution.exercise.slug}; yours may differ:", style="bold")
    for line in solution.part.rstrip("\n").split("\n"):
        yield Text(f"  | {line}", style="cyan", no_wrap=True)
    yield Text("  Why: ", style="bold green").append(solution.why, style="not bold default")
