"""Plain lines: for any terminal, a pipe, or a screen reader; nothing is cleared or redrawn."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import assert_never

from rich.console import Console
from rich.text import Text

from ctml_runner.screen.asking import KEYS, Asking
from ctml_runner.screen.milestones import (
    last_hint_line,
    lesson_line,
    milestone_lines,
    restored_line,
    solution_lines,
    welcome_lines,
)
from ctml_runner.screen.prose import folded, paragraphs, visible
from ctml_runner.screen.verdict import raw_lines, verdict_lines
from ctml_runner.teaching import messages
from ctml_runner.teaching.messages import Message

_KEYS = """\
  n  the open exercise and its task     r  judge it again
  h  the next hint                      s  the solution, after the pass
  l  the list of exercises              c  check all exercises
  e  open the file in your editor       v  the tools' own words
  x  put the file back to its start     u  undo: bring back what it was before
  ?  these keys                         q  end
  Each is a letter and Enter. Saving an exercise's file judges it.
  Commands, such as ctml read, are for another terminal."""


class Plain:
    """A screen of lines.

    Args:
        console: where the lines go.
        asking: how the learner asks for more.
    """

    def __init__(self, console: Console, asking: Asking = KEYS) -> None:
        self._console = console
        self._asking = asking

    def show(self, message: Message) -> None:
        """Print one message."""
        match message:
            case messages.Welcome():
                self._lines(welcome_lines(message))
            case messages.Ready(workspace, done, total):
                self._say(
                    f"ctml watches {workspace}   {done} of {total} passed   (? shows the keys)",
                    "dim",
                )
            case messages.Task():
                self._task(message)
            case messages.Checking(exercise):
                self._say(f"\nchecking {exercise.slug} …", "dim")
            case messages.TypesKnown():
                pass  # the verdict follows within the blink of an eye, and lines can't be redrawn
            case messages.Judged():
                self._lines(verdict_lines(message, self._asking))
            case messages.Advanced():
                self._advanced(message)
            case messages.ChapterEnded() | messages.Finished() | messages.Shared():
                self._lines(milestone_lines(message))
            case messages.Hint():
                self._hint(message)
            case messages.Listing():
                self.listing(message)
            case messages.CheckingAll(done, total):
                if not done:  # lines can't be redrawn
                    self._say(f"\nchecking all {total} exercises …", "dim")
            case messages.Checked():
                self._checked(message)
            case messages.Question(_, text):
                self._say(f"\n{text}\n  y: yes   n: no   (and Enter)", "bold")
            case messages.Restored():
                self._say(f"\n{restored_line(message)}")
            case messages.Solution():
                self._lines(solution_lines(message))
            case messages.Keys():
                self._say(_KEYS)
            case messages.Raw(verdict):
                self._lines(raw_lines(verdict))
            case messages.Notice(what, next_step):
                self._say(what + (f"\n  next:  {next_step}" if next_step else ""), "yellow")
            case messages.Problem(error):
                self._say(str(error), "yellow")
            case _:
                assert_never(message)

    def lend(self, work: Callable[[], None]) -> bool:  # noqa: ARG002  # what every screen is asked
        """Return False: what is typed here is being read, line by line."""
        return False

    def _say(self, text: str, style: str = "") -> None:
        for line in text.split("\n"):
            self._print(Text(line, style=style))

    def _lines(self, lines: Iterable[Text]) -> None:
        for line in lines:
            self._print(line)

    def _print(self, line: Text) -> None:
        """Print a line; on a terminal it is made to fit.

        A path is left to the terminal: broken by it, it is still one path when it is copied.
        """
        whole = line.no_wrap and line.overflow != "ellipsis"
        fits = whole or not self._console.is_terminal
        for row in [visible(line)] if fits else folded(line, max(self._console.width, 20)):
            self._console.print(row, soft_wrap=True)

    def _path(self, path: Path) -> None:
        self._print(Text(f"  {path}", style="cyan", no_wrap=True))

    def _task(self, task: messages.Task) -> None:
        exercise = task.exercise
        self._say(
            f"\n{exercise.title}   ({task.done} of {task.total} passed)",
            "bold",
        )
        self._path(task.file)
        self._say("")
        wrapped = self._console.is_terminal  # where not, its lines are as the file has them
        for line in paragraphs(exercise.task) if wrapped else exercise.task.split("\n"):
            self._say(f"  {line}" if line else "")

    def _hint(self, hint: messages.Hint) -> None:
        self._say(f"\nhint {hint.rung} of {hint.of} for {hint.exercise.slug}", "bold")
        self._say(f"  {hint.text}")
        if hint.rung == hint.of:
            self._say(f"  {last_hint_line(hint.exercise, self._asking)}", "dim")

    def _advanced(self, advanced: messages.Advanced) -> None:
        opened = advanced.exercise
        self._say(f"\n{advanced.passed.slug} has passed.", "bold green")
        self._say(f"Next: {opened.title}", "bold")
        self._path(advanced.file)
        self._say(f"  {self._asking.task}: its task", "dim")
        if lesson := lesson_line(advanced, self._asking):
            self._say(f"  {lesson}", "dim")

    def _checked(self, checked: messages.Checked) -> None:
        passed = sum(verdict.passed for verdict in checked.verdicts)
        for verdict in checked.verdicts:
            style = "green" if verdict.passed else ""
            self._say(f"  {verdict.outcome:<10}{verdict.exercise}", style)
        self._say(f"{passed} of {len(checked.verdicts)} pass   ({checked.seconds:.1f} s)", "bold")

    def listing(self, listing: messages.Listing) -> None:
        """Print the list, one exercise a line, a heading a chapter."""
        chapter = ""
        place = max((len(row.exercise.short_place) for row in listing.rows), default=0)
        slug = max((len(row.exercise.slug) for row in listing.rows), default=0)
        for row in listing.rows:
            exercise = row.exercise
            if exercise.chapter != chapter:
                chapter = exercise.chapter
                self._say(f"\n{chapter}", "bold")
            mark = _mark(row)
            style = "green" if row.done else "bold" if row.current else ""
            number, name = f"{exercise.short_place:>{place}}", f"{exercise.slug:<{slug}}"
            kind = "" if row.must is None else "must " if row.must else "may  "
            self._say(f"  {mark:<8}{number} {kind}{name}  {exercise.gist}", style)


def _mark(row: messages.Row) -> str:
    """Return the word for where a row stands; nothing if it is to come."""
    if row.done:
        return "passed"
    return "open" if row.current else "skipped" if row.skipped else ""
