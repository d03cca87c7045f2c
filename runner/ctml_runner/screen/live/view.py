"""The view: what the screen shows, folded from the messages that came."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import assert_never

from ctml_runner.course.exercise import Exercise
from ctml_runner.judging.verdict import Types, Verdict
from ctml_runner.screen.milestones import Milestone, restored_line
from ctml_runner.teaching import messages
from ctml_runner.teaching.messages import Message

Asked = (
    messages.Hint
    | messages.Solution
    | messages.Raw
    | messages.Keys
    | messages.CheckingAll
    | messages.Checked
)
Part = Asked | messages.Welcome | messages.Task | messages.Judged | Milestone | messages.Advanced
"""What the body is made of."""


@dataclass(frozen=True, slots=True)
class Ticks:
    """What is known of one save: nothing yet, its types, or all."""

    exercise: Exercise
    known: Types | Verdict | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What stands above the keys until a verdict comes; so many `verdicts` leave it there."""

    text: str
    verdicts: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """What is shown.

    Attributes:
        task: the open exercise and where it is; None before the first.
        done: how many exercises of the course have passed.
        total: how many it has.
        ticks: the judgement under way, or the last one.
        fresh: whether the open exercise was shown and nothing has been saved since.
        welcome: the welcome, until the first save.
        asked: what was asked for last; it stands above everything.
        asked_before: whether that was before the save under way, whose verdict puts it away.
        hint: the last hint of the open exercise.
        verdict: the last verdict.
        reached: what came with a pass, until the next verdict.
        advanced: the exercise that a pass has opened, until it is looked at or saved.
        line: what stands above the keys.
        question: what waits for y or n.
        listing: the list that was asked for and not left yet.
    """

    task: messages.Task | None = None
    done: int = 0
    total: int = 0
    ticks: Ticks | None = None
    fresh: bool = True
    welcome: messages.Welcome | None = None
    asked: Asked | None = None
    asked_before: bool = False
    hint: messages.Hint | None = None
    verdict: messages.Judged | None = None
    reached: tuple[Milestone, ...] = ()
    advanced: messages.Advanced | None = None
    line: Line | None = None
    question: messages.Question | None = None
    listing: messages.Listing | None = None

    @property
    def exercise(self) -> Exercise | None:
        """The open exercise."""
        return self.task.exercise if self.task else None

    @property
    def file(self) -> Path | None:
        """Where the open exercise is."""
        return self.task.file if self.task else None

    @property
    def parts(self) -> tuple[Part, ...]:
        """The body, from its top."""
        if self.reached or self.advanced:
            passed = self.verdict if self.verdict and self.verdict.verdict.passed else None
            finish = [part for part in self.reached if isinstance(part, messages.Finished)]
            others = [part for part in self.reached if not isinstance(part, messages.Finished)]
            order: tuple[Part | None, ...] = (*finish, passed, *others, self.advanced)
        elif self.fresh:
            order = (self.welcome, self.task, self.verdict)
        else:
            order = (self.verdict, self.task)
        return tuple(part for part in (self.asked, *order) if part is not None)


def seen(view: View, message: Message) -> View:
    """Return the view after `message`."""
    match message:
        case messages.Welcome():
            return replace(view, welcome=message)
        case messages.Ready(_, done, total):
            return replace(view, done=done, total=total)
        case messages.Task():
            return _opened(view, message)
        case messages.Checking(exercise):
            return replace(view, ticks=Ticks(exercise), fresh=False, asked_before=True)
        case messages.TypesKnown(exercise, types):
            return replace(view, ticks=Ticks(exercise, types))
        case messages.Judged():
            return _judged(view, message)
        case messages.Advanced(_, exercise, file, done, total):
            task = messages.Task(exercise, file, done, total)
            ahead = replace(view, task=task, done=done, total=total, hint=None)
            return replace(ahead, advanced=message)
        case messages.ChapterEnded() | messages.Shared():
            return replace(view, reached=(*view.reached, message))
        case messages.Finished(total):
            return replace(view, reached=(*view.reached, message), done=total, total=total)
        case messages.Hint():
            return _asked(replace(view, hint=message), message)
        case messages.Solution() | messages.Raw() | messages.Keys():
            return _asked(view, message)
        case messages.CheckingAll(done) if done and not isinstance(
            view.asked, messages.CheckingAll
        ):
            return view  # something else was asked for meanwhile
        case messages.CheckingAll() | messages.Checked():
            return replace(_stopped(view), asked=message, asked_before=False)
        case messages.Listing():
            return replace(view, listing=message, line=None)
        case messages.Question():
            return replace(view, question=message, line=None)
        case messages.Restored():
            # The file has changed, so its verdict follows at once and must not take this along.
            return replace(view, line=Line(restored_line(message), verdicts=1), question=None)
        case messages.Notice(what, next_step):
            text = what + (f"\n  next:  {next_step}" if next_step else "")
            # What is told at the start must not go with the verdict that comes a moment later.
            return replace(view, line=Line(text, verdicts=int(view.verdict is None)), question=None)
        case messages.Problem(error):
            return replace(_stopped(view), line=Line(str(error)), question=None)
        case _:
            assert_never(message)


def answered(view: View) -> View:
    """Return the view after its question was answered."""
    return replace(view, question=None)


def left(view: View) -> View:
    """Return the view after its list was left."""
    return replace(view, listing=None)


def put_away(view: View) -> View:
    """Return the view without what was asked for last, and without the line above the keys."""
    return replace(view, asked=None, line=None)


def awaits_tests(view: View) -> bool:
    """Whether the types are known, and the tests are running."""
    return view.ticks is not None and isinstance(view.ticks.known, Types)


def still_running(view: View) -> View:
    """Return the view after its tests have run for long; the verdict takes the line away."""
    if view.ticks is None:
        return view
    text = "the tests are still running; what never ends is cut off after"
    return replace(view, line=Line(f"{text} {view.ticks.exercise.limit:g} s"))


def _asked(view: View, asked: Asked) -> View:
    return replace(view, asked=asked, asked_before=False, line=None, question=None)


def _opened(view: View, task: messages.Task) -> View:
    same = view.verdict is not None and view.verdict.exercise == task.exercise
    opened = replace(
        view,
        task=task,
        done=task.done,
        total=task.total,
        ticks=Ticks(task.exercise),
        verdict=view.verdict if same else None,
        hint=view.hint if view.hint and view.hint.exercise == task.exercise else None,
    )
    return replace(opened, fresh=True, asked=None, reached=(), advanced=None)


def _judged(view: View, judged: messages.Judged) -> View:
    line = view.line
    return replace(
        view,
        ticks=Ticks(judged.exercise, judged.verdict),
        verdict=judged,
        welcome=view.welcome if view.fresh else None,
        asked=None if view.asked_before else view.asked,
        reached=(),
        advanced=None,
        line=replace(line, verdicts=line.verdicts - 1) if line and line.verdicts else None,
    )


def _stopped(view: View) -> View:
    """Return the view without a judgement that was under way and won't come to its end."""
    judging = view.ticks is not None and not isinstance(view.ticks.known, Verdict)
    last = view.verdict
    return replace(view, ticks=_ticks_of(last), line=None) if judging else view


def _ticks_of(judged: messages.Judged | None) -> Ticks | None:
    return Ticks(judged.exercise, judged.verdict) if judged else None
