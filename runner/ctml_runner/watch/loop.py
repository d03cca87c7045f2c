"""The watch: saves, verdicts and keys go into one queue, and one pure session consumes them."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from typing import assert_never

from ctml_runner.course.compose import digest_of
from ctml_runner.course.exercise import Exercise
from ctml_runner.course.workspace import Workspace
from ctml_runner.errors import CtmlError, LearnerError, ToolError
from ctml_runner.judging.judge import Cancelled, Judge, Token
from ctml_runner.judging.judge_all import judge_all
from ctml_runner.judging.verdict import Verdict
from ctml_runner.teaching import effects
from ctml_runner.teaching.effects import Effect
from ctml_runner.teaching.events import (
    Began,
    Broke,
    Elsewhere,
    Event,
    Saved,
    SomeChecked,
    Told,
    TypesCame,
    Unreadable,
)
from ctml_runner.teaching.session import State, step
from ctml_runner.teaching.tutor import Tutor
from ctml_runner.watch import saves
from ctml_runner.watch.copying import Copies
from ctml_runner.watch.desk import Desk
from ctml_runner.watch.report import Mode, Report


class Watch:
    """One watch of one workspace.

    Args:
        workspace: the learner's folder.
        judge: judges the saves.
        tutor: answers the verdicts; knows what there is to learn.
        desk: remembers and shows.
        mode: the way to notice saves; by default events, and polling where none come.

    Attributes:
        copies: the journal's copies for whoever teaches; nothing if none are wanted.
    """

    def __init__(
        self, workspace: Workspace, judge: Judge, tutor: Tutor, desk: Desk, mode: Mode | None
    ) -> None:
        self._workspace = workspace
        self._curriculum = tutor.curriculum
        self._judge = judge
        self._tutor = tutor
        self._desk = desk
        self._queue: SimpleQueue[tuple[Token | None, Event | None]] = SimpleQueue()
        self._elsewhere = desk.watched(lambda: self._queue.put((None, None)))
        self._token = Token()
        self._source = saves.SaveSource(workspace.watched, self._wanted, self._heard, mode=mode)
        self.copies: Copies | None = None
        self.post(Began())

    def run(self, state: State) -> None:
        """Watch until a key, a signal or the end of standard input ends it."""
        self._source.start()
        self._elsewhere.start()
        if self.copies is not None:
            self.copies.start()
        try:
            while True:
                token, event = self._queue.get()
                if token is not None and token is not self._token:
                    continue  # about a save that a newer one has replaced
                if event is None:
                    event = self._told_elsewhere()
                now = datetime.now().astimezone().time()
                state, todo = step(replace(state, now=now), event)
                for effect in todo:
                    if isinstance(effect, effects.Stop):
                        return
                    self._do(effect)
        finally:
            self._token.cancel()
            self._source.stop()
            self._elsewhere.stop()
            if self.copies is not None:
                self.copies.stop()

    def post(self, event: Event, token: Token | None = None) -> None:
        """Let something happen to the session, from any thread.

        Args:
            event: what happened.
            token: of what it is about; if a newer one has replaced that, nobody hears of it.
        """
        self._queue.put((token, event))

    def _told_elsewhere(self) -> Event:
        """Return what was done in another terminal; read here, where all of ours is written."""
        try:
            return Elsewhere(self._desk.progress())
        except CtmlError as error:
            return Broke(error)

    def _do(self, effect: Effect) -> None:
        match effect:
            case effects.Judge(exercise, data):
                token = self._newest()
                self._start(token, lambda: self._judge_save(token, exercise, data))
            case effects.CheckAll():
                token = self._newest()
                self._start(token, lambda: self._check_all(token))
            case effects.Cancel():
                self._newest()
            case _:
                self._desk.do(effect)
                if self.copies is not None and isinstance(effect, effects.Remember):
                    self.copies.note()

    def _newest(self) -> Token:
        """End what is being judged; return the token of what is judged from now on."""
        self._token.cancel()
        self._token = Token()
        return self._token

    def _start(self, token: Token, work: Callable[[], None]) -> None:
        def guarded() -> None:
            try:
                work()
            except Cancelled:
                pass
            except CtmlError as error:
                self.post(Broke(error), token)
            except Exception as error:  # noqa: BLE001  # else this save would have no answer at all
                self.post(Broke(_own_fault(error)), token)

        threading.Thread(target=guarded, name="ctml-judging", daemon=True).start()

    def _judge_save(self, token: Token, exercise: Exercise, data: bytes | None) -> None:
        # Not before the screen is drawn for the first time, nor after the first verdict.
        from ctml_runner.watch.answers import answer  # noqa: PLC0415

        if data is None:
            data = self._workspace.read(exercise)
            self._source.known(self._workspace.file(exercise), digest_of(data))
        verdict = self._judge.judge(
            exercise,
            data,
            on_types=lambda types: self.post(TypesCame(exercise, types), token),
            token=token,
        )
        self.post(answer(self._tutor, exercise, data, verdict), token)

    def _check_all(self, token: Token) -> None:
        began = time.perf_counter()
        from ctml_runner.watch.answers import answer_all  # noqa: PLC0415  # loaded by now

        course, counted = self._curriculum.course, count(1)

        def tell(_: Verdict) -> None:
            self.post(SomeChecked(next(counted), len(course)), token)

        judged = judge_all(self._judge, self._workspace, course, tell=tell, token=token)
        self.post(answer_all(self._tutor, judged, began), token)

    def _wanted(self, file: Path) -> bool:
        return self._workspace.exercise_at(file, self._curriculum) is not None

    def _heard(self, report: Report) -> None:
        """Turn a report about a file into an event; called from the watching thread."""
        match report:
            case saves.Saved(path, data):
                if exercise := self._workspace.exercise_at(path, self._curriculum):
                    self.post(Saved(exercise, data))
            case saves.Vanished(path):
                back = "ctml init   (puts back what is missing and touches nothing else)"
                self._unreadable(path, LearnerError("the file is gone", where=path, next_step=back))
            case saves.Unreadable(path, why):
                error = LearnerError(
                    f"the file can't be judged: {why}",
                    where=path,
                    next_step="mend it and save again",
                )
                self._unreadable(path, error)
            case saves.Lost(folder):
                self.post(
                    Broke(
                        LearnerError(
                            "this folder was moved or deleted, so saves in it go unseen",
                            where=folder,
                            next_step="put it back (or ctml init) and start ctml watch again",
                        )
                    )
                )
            case saves.Watching(Mode.POLLING, delay, why):
                self.post(Told(f"saves are noticed by looking every {delay} ms: {why}"))
            case saves.Watching():
                pass
            case _:
                assert_never(report)

    def _unreadable(self, path: Path, error: CtmlError) -> None:
        if exercise := self._workspace.exercise_at(path, self._curriculum):
            self.post(Unreadable(exercise, error))


def _own_fault(error: Exception) -> ToolError:
    return ToolError(
        f"this is a mistake in ctml, not yours: {type(error).__name__}: {error}",
        next_step="save again; if it comes back, type: ctml run",
    )
