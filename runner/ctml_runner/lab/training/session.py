"""The session: a training from its first step to its last, or to Ctrl-C."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

import numpy as np

from ctml.domain import StepCount
from ctml.errors import DivergedError, LostWorkerError
from ctml.models import LanguageModel, Watched
from ctml.tokenization import Tokenizer
from ctml_runner.lab.config import SWEEP, ConfigFile, Sampling
from ctml_runner.lab.model import Speaker
from ctml_runner.lab.speaking import sampling_of
from ctml_runner.lab.training.enrolment import Enrolled
from ctml_runner.lab.training.faults import diverged, lost_worker, unwritable
from ctml_runner.lab.training.interrupt import Interrupt
from ctml_runner.lab.training.log import Log
from ctml_runner.lab.training.loop import Note, Taken, steps_of
from ctml_runner.lab.training.messages import Ended, Message, Noted, Notice, Sampled, Stepped
from ctml_runner.lab.training.saving import Saving
from ctml_runner.lab.training.text_pupil import TextPupil
from ctml_runner.lab.training.wording import scarcity

_SAMPLE = 120
"""How many tokens a sample has at most."""

_BETWEEN = 2.0
"""Seconds between two tries to write what a full disk refuses."""


class Screen(Protocol):
    """Where a training is seen."""

    @property
    def attended(self) -> bool:
        """Whether somebody sits before it, who can make room on a full disk."""
        ...

    def show(self, message: Message) -> None:
        """Show a message."""
        ...


@dataclass(slots=True)
class Session:
    """One run of a training, with all its effects.

    Attributes:
        file: the config.
        enrolled: who learns.
        saving: keeps the weights.
        log: keeps what is told.
        screen: shows it.
        interrupt: whether somebody wants it to end.
        clock: tells seconds.
        last: the last line of the log so far.
    """

    file: ConfigFile
    enrolled: Enrolled
    saving: Saving
    log: Log
    screen: Screen
    interrupt: Interrupt
    clock: Callable[[], float] = time.monotonic
    last: Noted | None = None
    _begun: float = 0.0
    _first: float = 0.0
    _noted: tuple[float, int] = (0.0, 0)

    def run(self, since: tuple[float, ...] = ()) -> bool:
        """Train to the end; return whether it got there, or was interrupted.

        Args:
            since: the losses since the last note, in a training that goes on.

        Raises:
            LearnerError: a number was NaN or infinite, or the weights can't be written.
            ToolError: a process that computes is gone.
        """
        pupil = self.enrolled.pupil
        self._begun = self.clock()
        self._noted = self._begun, pupil.taken
        self._tell(self.enrolled.begun)
        scarce = scarcity(self.enrolled.begun)
        if scarce is not None:
            self._tell(Notice(scarce))
        try:
            if pupil.taken == 0:
                self._first = pupil.first_loss()
                self._note(Note(self._first, pupil.judge(), pupil.accuracy()))
            self._save(self._walk(since))
            return self._end()
        except DivergedError as error:
            raise diverged(self.file, self.saving, error) from error
        except LostWorkerError as error:
            raise lost_worker(self.file, self.saving, error) from error

    def _walk(self, since: tuple[float, ...]) -> tuple[float, ...]:
        """Take the steps; return the losses that no note has told."""
        left = since
        for taken in steps_of(self.enrolled.pupil, self.enrolled.plan, since):
            left = taken.since
            self._took(taken)
            if self.interrupt.wanted:
                break
        return left

    def _took(self, taken: Taken) -> None:
        self._tell(Stepped(taken.step, taken.loss))
        if taken.note is not None:
            self._note(taken.note)
            try:
                self.saving.at_note(self.enrolled.pupil)
            except OSError as error:
                self._tell(Notice(f"the weights can't be written now: {error.strerror}; going on"))
        if self.enrolled.plan.samples_at(taken.step):
            self._sample()

    def _note(self, note: Note) -> None:
        pupil, now = self.enrolled.pupil, self.clock()
        before, taken = self._noted
        learned = (pupil.taken - taken) * self.enrolled.begun.count_a_step
        pace = learned / max(now - before, 1e-9)
        self._noted = now, pupil.taken
        told = (note.loss, note.validation, note.accuracy, pupil.rate, pace, now - self._begun)
        self.last = Noted(pupil.taken, *told)
        self._tell(self.last)

    def _sample(self) -> None:
        """Let the model write a little, by a chance of its own: no step depends on it."""
        pupil, told = self.enrolled.pupil, self.file.config.sampling
        if isinstance(pupil, TextPupil):
            watched = Watched("Session", pupil.model, StepCount(pupil.taken))
            text = watched.computed(lambda model: _written(model, pupil.tokenizer, told))
            self._tell(Sampled(pupil.taken, text))

    def _save(self, since: tuple[float, ...]) -> None:
        """Write what was learned last; before a person, try until there is room."""
        pupil, told = self.enrolled.pupil, False
        while True:
            try:
                self.saving.now(pupil, since)
            except OSError as error:
                if not self.screen.attended:
                    raise unwritable(self.file, self.saving, pupil.taken, error) from error
                if not told:
                    why = f"the weights can't be written: {error.strerror}"
                    self._tell(Notice(f"{why}; make room, and they will be   (Ctrl-C: give up)"))
                told = True
                time.sleep(_BETWEEN)
            else:
                return

    def _end(self) -> bool:
        pupil, begun, steps = self.enrolled.pupil, self.enrolled.begun, self.enrolled.plan.steps
        done, speaks = pupil.taken == steps, isinstance(pupil, TextPupil)
        whole = done and begun.entropy is not None
        loss = pupil.judge_all() if whole and isinstance(pupil, TextPupil) else None
        astray = self._astray(loss) if done else None
        ended = Ended(
            step=pupil.taken,
            steps=steps,
            seconds=self.clock() - self._begun,
            weights=self.saving.path,
            loss=loss,
            entropy=begun.entropy,
            bits_a_byte=self._bits_a_byte() if astray is None else None,
            guessing=begun.guessing,
            astray=astray,
            next_step=self._next_step(done=done, speaks=speaks, again=astray is not None),
        )
        self._tell(ended)
        return done

    def _astray(self, whole: float | None) -> float | None:
        """Return the loss at the end, if it is worse than guessing and than the first one.

        The last line tells two, and the smaller one counts: a mean may still hold an early loss,
        and a text known by heart is no step too far.

        Args:
            whole: the loss on all that it learned from, if it is known.
        """
        if self.last is None:
            return None
        loss = min(self.last.loss, self.last.validation) if whole is None else whole
        worst = max(self.enrolled.begun.guessing, self._first)
        return loss if loss > worst else None

    def _bits_a_byte(self) -> float | None:
        length = self.enrolled.begun.bytes_a_token
        if self.last is None or length is None:
            return None
        return self.last.validation / math.log(2) / length

    def _next_step(self, *, done: bool, speaks: bool, again: bool) -> str:
        if SWEEP in self.file.options:
            return "" if done else self.file.command()
        if again:
            return self.file.command()
        if done:
            return f"ctml chat {self.file.file}" if speaks else ""
        return self.file.command("--resume")

    def _tell(self, message: Message) -> None:
        """Show a message, and keep it if it is one to keep."""
        self.screen.show(message)
        self.log.keep(message)


def _written(model: LanguageModel, tokenizer: Tokenizer, told: Sampling) -> str:
    speaker = Speaker(model.without_gradient(), tokenizer)
    sampling, draw = sampling_of(told), np.random.default_rng(told.seed)
    written = speaker.goes_on(speaker.encoded(""), lambda: sampling, draw)
    return "".join(one.text for one in islice(written, min(_SAMPLE, told.max_tokens)))
