"""``make screenshots``: pictures of the live screen, drawn from a course that is really judged.

A real session runs on a new workspace, and each verdict is a real one. Three things are fixed, so
that the pictures change only when the screen does: the folder that is shown, the size of the
terminal, and the milliseconds, which are those of a quiet machine.
"""

import asyncio
import re
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from ctml_runner.commands.sitting import version
from ctml_runner.course.curriculum import Curriculum, read_curriculum
from ctml_runner.course.exercise import Exercise
from ctml_runner.course.workspace import Workspace
from ctml_runner.course.workspace.making import make_workspace
from ctml_runner.journal import Journal, Progress
from ctml_runner.judging.judge import Judge
from ctml_runner.judging.setup import open_judge
from ctml_runner.screen.live.app import LiveApp
from ctml_runner.screen.live.look import Look
from ctml_runner.settings import Theme
from ctml_runner.teaching import messages
from ctml_runner.teaching.effects import Effect
from ctml_runner.teaching.effects import Judge as ToJudge
from ctml_runner.teaching.events import Began, Event, Picked, Pressed, Saved
from ctml_runner.teaching.messages import Message
from ctml_runner.teaching.session import State, step
from ctml_runner.teaching.tutor import Tutor
from ctml_runner.watch.answers import answer
from ctml_runner.watch.desk import Desk

SIZE = (100, 30)
SECONDS = 0.042
SHOWN = Path("/home/ada/course")
_FETCHED_FONTS = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)


class Collected:
    """A screen that keeps its messages, with fixed milliseconds."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def show(self, message: Message) -> None:
        """Keep one message."""
        if isinstance(message, messages.Judged):
            message = replace(message, verdict=replace(message.verdict, seconds=SECONDS))
        self.messages.append(message)

    def lend(self, work: object) -> bool:
        """Return False: there is no terminal."""
        del work
        return False


@dataclass(frozen=True, slots=True)
class Course:
    """A new workspace of the course, and what judges it."""

    curriculum: Curriculum
    workspace: Workspace
    judge: Judge
    tutor: Tutor

    def happened(self, done: frozenset[str], *events: Event) -> list[Message]:
        """Return what a session shows of `events` to whom `done` has passed before."""
        screen = Collected()
        journal = Journal(self.workspace.journal)
        desk = Desk(self.workspace, journal, self.tutor, screen, None)
        state = State(self.curriculum, SHOWN, Progress(done))
        waiting = list(events)
        while waiting:
            state, todo = step(state, waiting.pop(0))
            for effect in todo:
                waiting[:0] = self._done(effect, desk)
        return screen.messages

    def _done(self, effect: Effect, desk: Desk) -> list[Event]:
        if not isinstance(effect, ToJudge):
            desk.do(effect)
            return []
        exercise = effect.exercise
        data = exercise.text.encode() if effect.data is None else effect.data
        verdict = self.judge.judge(exercise, data)
        return [answer(self.tutor, exercise, data, verdict)]

    def solved(self, exercise: Exercise) -> Saved:
        """Return the save of a solution."""
        part = self.curriculum.solution(exercise).part.rstrip()
        return Saved(exercise, f"{part}\n\n\n{exercise.checks}".encode())


def scenes(course: Course) -> dict[str, tuple[Look, list[Message]]]:
    """Return what each picture shows."""
    exercises = course.curriculum.course
    chosen, last = course.curriculum.by_slug["mismatch"], exercises[-1]
    before = frozenset(e.slug for e in exercises[: exercises.index(chosen)])
    nearly = frozenset(e.slug for e in exercises[:-1])
    start = Saved(chosen, chosen.text.encode())
    failed = course.happened(before, Picked(chosen), start)
    return {
        "welcome": (Look(), course.happened(frozenset(), Began())),
        "failing": (Look(), failed),
        "passed": (Look(), course.happened(before, Picked(chosen), course.solved(chosen))),
        "list": (Look(), course.happened(before, Picked(chosen), start, Pressed("l"))),
        "finish": (Look(), course.happened(nearly, Picked(last), course.solved(last))),
        "projector": (Look(projector=True), failed),
        "light": (Look(theme=Theme.LIGHT), failed),
    }


async def picture(look: Look, shown: list[Message]) -> str:
    """Return what the app draws of some messages, as SVG; it fetches nothing."""
    app = LiveApp(look, lambda _: None)
    async with app.run_test(size=SIZE) as pilot:
        for message in shown:
            app.tell(message)
        await pilot.pause()
        svg = app.export_screenshot(title="ctml watch")
    whole = svg.replace("<svg ", '<svg xml:space="preserve" ', 1)  # else some cut leading blanks
    return _FETCHED_FONTS.sub("", whole)


def main(folder: Path) -> None:
    """Write every picture into `folder`."""
    curriculum = read_curriculum()
    with tempfile.TemporaryDirectory(prefix="ctml-screens-") as made:
        workspace, _ = make_workspace(Path(made) / "course", curriculum, version())
        with open_judge(workspace.hidden) as judge:
            course = Course(curriculum, workspace, judge, Tutor(curriculum))
            for name, (look, shown) in scenes(course).items():
                svg = asyncio.run(picture(look, shown))
                (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
                print(f"{name}.svg")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
