"""Three screens for a training: a bar below growing lines, only lines, and JSON lines."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import assert_never

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from ctml_runner.lab.training.messages import (
    Begun,
    Ended,
    Message,
    Noted,
    Notice,
    Sampled,
    Stepped,
    to_object,
)
from ctml_runner.lab.training.wording import amount, begun_lines, ended_lines, noted_line
from ctml_runner.screen.lines import encode
from ctml_runner.screen.prose import folded

_OFTEN = 0.1  # seconds between two moves of the bar


@dataclass(slots=True)
class Lines:
    """Shows a training in lines.

    Attributes:
        console: where they go.
        attended: whether somebody sits before it.
    """

    console: Console
    attended: bool = False
    _begun: Begun | None = None

    def show(self, message: Message) -> None:
        """Print what a message says."""
        match message:
            case Begun():
                self._begun = message
                self._print(*begun_lines(message), "")
                if self.console.is_terminal and message.step < message.steps:
                    self._print("Ctrl-C stops after the step that is under way, and saves")
            case Noted() if self._begun is not None:
                self._print(noted_line(message, self._begun))
            case Sampled(step, text):
                self._print("", f"at step {step:,} it writes:")
                self._print(*(f"    {line}" for line in text.strip("\n").split("\n")), "")
            case Notice(text):
                self._print(text)
            case Ended():  # paths and commands stay in one piece, to be copied
                for line in ("", *ended_lines(message)):
                    self.console.print(Text(line), soft_wrap=True)
            case Stepped() | Noted():
                pass
            case _:
                assert_never(message)

    def _print(self, *lines: str) -> None:
        for line in lines:
            for row in folded(Text(line), self.console.width):
                self.console.print(row, soft_wrap=True)


@dataclass(slots=True)
class Bar:
    """Shows a training in lines, and below them how far it is.

    Attributes:
        lines: prints above the bar.
        progress: the bar.
        attended: whether somebody sits before it.
    """

    lines: Lines
    progress: Progress
    attended: bool = True
    _task: TaskID | None = None
    _tokens: int = 0
    _moved: float = 0.0
    _since: tuple[float, int] = field(default=(0.0, 0))

    def show(self, message: Message) -> None:
        """Print what a message says, or move the bar."""
        match message:
            case Begun():
                self.lines.show(message)
                self._tokens = message.count_a_step
                self._since = time.monotonic(), message.step
                self._task = self.progress.add_task(
                    "training", total=message.steps, completed=message.step, loss="", pace=""
                )
            case Stepped(step, loss):
                self._move(step, loss)
            case Ended():
                self.progress.stop()  # the bar is gone before the last lines are there
                self.lines.show(message)
            case Noted() | Sampled() | Notice():
                self.lines.show(message)
            case _:
                assert_never(message)

    def _move(self, step: int, loss: float) -> None:
        now, (then, before) = time.monotonic(), self._since
        if self._task is None or now - self._moved < _OFTEN:
            return
        self._moved = now
        pace = (step - before) * self._tokens / max(now - then, 1e-9)
        self.progress.update(
            self._task, completed=step, loss=f"loss {loss:.3f}", pace=f"{amount(pace)}/s"
        )


@dataclass(frozen=True, slots=True)
class Objects:
    """Tells a training to a program, one JSON object a line; single steps are not told."""

    attended: bool = False

    def show(self, message: Message) -> None:
        """Print a message."""
        if not isinstance(message, Stepped):
            print(encode(to_object(message)), flush=True)  # noqa: T201  # what a program reads


@dataclass(frozen=True, slots=True)
class _Short:
    """Draws something three columns narrower than there is room: ^C is echoed behind it."""

    drawn: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from console.render(self.drawn, options.update_width(max(options.max_width - 3, 1)))


class _Progress(Progress):
    """A bar that Ctrl-C does not break in two."""

    def get_renderable(self) -> RenderableType:
        """Return what is drawn."""
        return _Short(super().get_renderable())


@contextmanager
def bar(console: Console) -> Iterator[Bar]:
    """Show a bar at the foot of the terminal for as long as the training runs."""
    progress = _Progress(
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TextColumn("{task.fields[loss]}"),
        TextColumn("{task.fields[pace]}"),
        TimeRemainingColumn(compact=True),
        TextColumn("left"),
        console=console,
        refresh_per_second=8,
        transient=True,
        expand=True,
    )
    with progress:
        yield Bar(Lines(console), progress)
