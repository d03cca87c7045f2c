"""The session: a training from its first step to its last, or to Ctrl-C."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from ctml.errors import DivergedError, LostWorkerError
from ctml_runner.errors import CtmlError, LearnerError, ToolError
from ctml_runner.lab.config import ConfigFile
from ctml_runner.lab.model import Speaker
from ctml_runner.lab.speaking import sampling_of
from ctml_runner.lab.training.enrolment import Enrolled
from ctml_runner.lab.training.interrupt import Interrupt
from ctml_runner.lab.training.log import Log
from ctml_runner.lab.training.loop import Note, Taken, steps_of
from ctml_runner.lab.training.messages import (
    Ended,
    Message,
    Noted,
    Notice,
    Sampled,
    Stepped,
)
from ctml_runner.lab.training.saving import Saving
from ctml_runner.lab.training.text_pupil import TextPupil

_SAMPLE = 120
"""How many tokens a sample has at most."""


class Screen(Protocol):
    """Where a training is seen."""

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
    """

    file: ConfigFile
    enrolled: Enrolled
    saving: Saving
    log: Log
    screen: Screen
    interrupt: Interrupt
    clock: Callable[[], float] = time.monotonic
    _begun: float = field(default=0.0)
    _noted: tuple[float, int] = field(default=(0.0, 0))

    def run(self, since: tuple[float, ...] = ()) -> bool:
        """Train to the end; return whether it got there, or was interrupted.

        Args:
            since: the losses since the last note, in a training that goes on.

        Raises:
            LearnerError: a number was NaN or infinite, or the weights can't be written.
            ToolError: a process that computes is gone.
        """
        pupil, plan = self.enrolled.pupil, self.enrolled.plan
        self._begun = self.clock()
        self._noted = self._begun, pupil.taken
        self.tell(self.enrolled.begun)
        if pupil.taken == 0:
            self._note(Note(pupil.first_loss(), pupil.judge(), pupil.accuracy()))
        left: tuple[float, ...] = since
        try:
            for taken in steps_of(pupil, plan, since):
                left = taken.since
                self._took(taken)
                if self.interrupt.wanted and pupil.taken < plan.steps:
                    break
        except DivergedError as error:
            raise self._diverged(error) from error
        except LostWorkerError as error:
            raise self._lost(error) from error
        self._save(left)
        self._end()
        return pupil.taken == plan.steps

    def tell(self, message: Message) -> None:
        """Show a message, and keep it if it is one to keep."""
        self.screen.show(message)
        self.log.keep(message)

    def _took(self, taken: Taken) -> None:
        self.tell(Stepped(taken.step, taken.loss))
        if taken.note is not None:
            self._note(taken.note)
            try:
                self.saving.at_note(self.enrolled.pupil)
            except OSError as error:
                self.tell(Notice(f"the weights can't be written now: {error.strerror}; going on"))
        if self.enrolled.plan.samples_at(taken.step):
            self._sample()

    def _note(self, note: Note) -> None:
        pupil, now = self.enrolled.pupil, self.clock()
        before, taken = self._noted
        learned = (pupil.taken - taken) * self.enrolled.begun.tokens_a_step
        self._noted = now, pupil.taken
        self.tell(
            Noted(
                pupil.taken,
                note.loss,
                note.validation,
                note.accuracy,
                pupil.rate,
                learned / max(now - before, 1e-9),
                now - self._begun,
            )
        )

    def _sample(self) -> None:
        """Let the model write a little; its own chance, so that no step depends on it."""
        pupil, told = self.enrolled.pupil, self.file.config.sampling
        if isinstance(pupil, TextPupil):
            speaker = Speaker(pupil.model.without_gradient(), pupil.tokenizer)
            written = speaker.goes_on(
                speaker.encoded(""), lambda: sampling_of(told), np.random.default_rng(told.seed)
            )
            count = min(_SAMPLE, told.max_tokens)
            text = "".join(one.text for one, _ in zip(written, range(count), strict=False))
            self.tell(Sampled(pupil.taken, text))

    def _save(self, since: tuple[float, ...]) -> None:
        try:
            self.saving.now(self.enrolled.pupil, since)
        except OSError as error:
            kept = self._kept()
            raise LearnerError(
                f"the weights of step {self.enrolled.pupil.taken} can't be written:"
                f" {error.strerror}; {kept}",
                where=self.saving.path,
                next_step=f"make room, then: ctml train {self.file.file} --resume",
            ) from error

    def _end(self) -> None:
        pupil, plan = self.enrolled.pupil, self.enrolled.plan
        entropy = self.enrolled.begun.entropy
        done = pupil.taken == plan.steps
        whole = done and entropy is not None and isinstance(pupil, TextPupil)
        loss = pupil.judge_all() if whole and isinstance(pupil, TextPupil) else None
        goes_on = f"ctml train {self.file.file} --resume"
        speaks = f"ctml chat {self.file.file}"
        next_step = (speaks if isinstance(pupil, TextPupil) else "") if done else goes_on
        seconds = self.clock() - self._begun
        where = self.saving.path
        self.tell(Ended(pupil.taken, plan.steps, seconds, where, loss, entropy, next_step))

    def _diverged(self, error: DivergedError) -> CtmlError:
        step = self.enrolled.pupil.taken + 1
        return LearnerError(
            f"training stopped at step {step}: {error.noun} gave {error.given}; {self._kept()}",
            where=self.saving.path,
            next_step=f"a lower learning_rate or a clip below [training] in {self.file.file}",
        )

    def _lost(self, error: LostWorkerError) -> CtmlError:
        return ToolError(
            f"{error}; {self._kept()}",
            where=self.saving.path,
            next_step=f"ctml train {self.file.file} --resume",
        )

    def _kept(self) -> str:
        """Return what stands on the disk, in words."""
        saved = self.saving.saved
        return "nothing was saved yet" if saved is None else f"the weights of step {saved} are kept"
