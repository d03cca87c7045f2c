"""The desk: where a session's lesser effects are done, for the watch and the commands alike."""

from collections.abc import Callable
from pathlib import Path
from typing import assert_never

from ctml_runner.course.workspace import Workspace
from ctml_runner.errors import CtmlError
from ctml_runner.journal import Journal, Judged, Progress, fold
from ctml_runner.screen import Screen
from ctml_runner.teaching import messages
from ctml_runner.teaching.effects import (
    Cancel,
    CheckAll,
    Edit,
    Effect,
    Follow,
    Judge,
    PutBack,
    Remember,
    Share,
    Show,
    Stop,
    TellChapter,
    TellHint,
    TellSolution,
)
from ctml_runner.teaching.messages import Message
from ctml_runner.teaching.tutor import RUNGS, Tutor
from ctml_runner.watch.elsewhere import OtherTerminals
from ctml_runner.watch.opener import Opener
from ctml_runner.watch.putting_back import put_back


class Desk:
    """Remembers, looks up, puts back, opens the editor, shows.

    Args:
        workspace: the learner's folder.
        journal: where facts are written.
        tutor: who knows hints and solutions.
        screen: what shows messages.
        opener: opens files in the learner's editor; nothing, if none may be started.
    """

    def __init__(
        self,
        workspace: Workspace,
        journal: Journal,
        tutor: Tutor,
        screen: Screen,
        opener: Opener | None,
    ) -> None:
        self._workspace = workspace
        self._journal = journal
        self._tutor = tutor
        self._opener = opener
        self.screen = screen

    def do(self, effect: Effect) -> None:
        """Do one effect; what goes wrong is told, and nothing stops."""
        try:
            self._do(effect)
        except CtmlError as error:
            self.screen.show(messages.Problem(error))

    def progress(self) -> Progress:
        """Return what the journal tells, other terminals' records among it.

        Raises:
            CtmlError: the journal can't be read.
        """
        return fold(self._journal.history().records)

    def watched(self, foreign: Callable[[], None]) -> OtherTerminals:
        """Return what calls `foreign` when another terminal has written into the journal."""
        return OtherTerminals(self._journal, foreign)

    def _do(self, effect: Effect) -> None:
        match effect:
            case Show(message):
                self.screen.show(message)
            case Remember():
                self._remember(effect)
            case TellHint() | TellChapter() | TellSolution() | Share():
                self.screen.show(self._looked_up(effect))
            case PutBack(exercise, why):
                self.screen.show(put_back(self._workspace, self._journal, exercise, why))
            case Edit(exercise, line):
                self._edit(self._workspace.file(exercise), line)
            case Follow(exercise):
                if self._opener is not None:
                    self._opener.follow(self._workspace.file(exercise), self.screen)
            case Judge() | CheckAll() | Cancel() | Stop():
                pass  # the watch does these; a single command has nothing under way
            case _:
                assert_never(effect)

    def _looked_up(self, effect: TellHint | TellChapter | TellSolution | Share) -> Message:
        match effect:
            case TellHint(exercise, rung):
                return messages.Hint(exercise, rung, RUNGS, self._tutor.hint(exercise, rung))
            case TellChapter(chapter):
                return messages.ChapterEnded(chapter, self._tutor.learned(chapter))
            case TellSolution(exercise):
                why = self._tutor.solution(exercise).why
                return messages.Solution(exercise, self._tutor.answer(exercise), why)
            case Share(exercise, output):
                from ctml_runner.watch.sharing import write_card  # noqa: PLC0415  # seldom needed

                return write_card(self._workspace.root / CARDS, self._tutor, exercise, output)
            case _:
                assert_never(effect)

    def _edit(self, file: Path, line: int) -> None:
        if self._opener is None:
            self.screen.show(messages.Notice("no editor is started here; the file is", str(file)))
        else:
            self._opener.open(file, line, self.screen)

    def _remember(self, effect: Remember) -> None:
        if isinstance(effect.fact, Judged) and effect.data is not None:
            self._journal.keep(effect.fact.digest, effect.data)
        self._journal.append(effect.fact)


CARDS = Path("cards")
"""Where in the workspace the share cards of solved challenges stand."""
