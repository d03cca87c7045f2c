"""The desk: where a session's lesser effects are done, for the watch and the commands alike."""

from typing import assert_never

from ctml_runner.errors import CtmlError
from ctml_runner.journal import Journal, Judged
from ctml_runner.screen import Screen
from ctml_runner.teaching.effects import (
    Cancel,
    CheckAll,
    Effect,
    Judge,
    Remember,
    Show,
    Stop,
    TellHint,
)
from ctml_runner.teaching.messages import Hint, Problem
from ctml_runner.teaching.tutor import RUNGS, Tutor


class Desk:
    """Remembers, looks up hints, shows.

    Args:
        journal: where facts are written.
        tutor: who knows the hints.
        screen: what shows messages.
    """

    def __init__(self, journal: Journal, tutor: Tutor, screen: Screen) -> None:
        self._journal = journal
        self._tutor = tutor
        self.screen = screen

    def do(self, effect: Effect) -> None:
        """Do one effect; a journal that can't be written is told, and nothing stops."""
        match effect:
            case Remember():
                self._remember(effect)
            case TellHint(exercise, rung):
                self.screen.show(Hint(exercise, rung, RUNGS, self._tutor.hint(exercise, rung)))
            case Show(message):
                self.screen.show(message)
            case Judge() | CheckAll() | Cancel() | Stop():
                pass  # the watch does these; a single command has nothing under way
            case _:
                assert_never(effect)

    def _remember(self, effect: Remember) -> None:
        try:
            if isinstance(effect.fact, Judged) and effect.data is not None:
                self._journal.keep(effect.fact.digest, effect.data)
            self._journal.append(effect.fact)
        except CtmlError as error:
            self.screen.show(Problem(error))
