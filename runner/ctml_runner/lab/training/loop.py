"""The loop: step after step, and now and then a note; nothing is shown or written here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ctml_runner.lab.training.pupil import Pupil


@dataclass(frozen=True, slots=True)
class Plan:
    """How long, and how often something is told.

    Attributes:
        steps: how many steps there will have been in the end.
        note_every: steps from one note to the next.
        sample_every: steps from one sample to the next; 0 for none.
    """

    steps: int
    note_every: int
    sample_every: int = 0

    def notes_at(self, step: int) -> bool:
        """Whether a note is due after so many steps; always after the last."""
        return step % self.note_every == 0 or step == self.steps

    def samples_at(self, step: int) -> bool:
        """Whether a sample is due after so many steps; also after the last, if any are."""
        return self.sample_every > 0 and (step % self.sample_every == 0 or step == self.steps)


@dataclass(frozen=True, slots=True)
class Taken:
    """A step was taken.

    Attributes:
        step: how many there were.
        loss: the loss on its batch, before it.
        since: all losses since the last note.
        note: what is to be noted now, if anything is.
    """

    step: int
    loss: float
    since: tuple[float, ...]
    note: "Note | None" = field(default=None)


@dataclass(frozen=True, slots=True)
class Note:
    """How well it does.

    Attributes:
        loss: the mean of the losses since the last note.
        validation: the loss on what it never learns from.
        accuracy: the share of pictures that it names right; None for texts.
    """

    loss: float
    validation: float
    accuracy: float | None


def steps_of(pupil: Pupil, plan: Plan, since: Sequence[float] = ()) -> Iterator[Taken]:
    """Yield each step that is still to be taken, after it was.

    Args:
        pupil: who learns; it may have taken steps before.
        plan: how long, and how often there is a note.
        since: the losses since the last note, in a training that goes on.

    Raises:
        DivergedError: a number was NaN or infinite; the pupil is as it was before that step.
    """
    losses = list(since)
    for step in range(pupil.taken + 1, plan.steps + 1):
        losses.append(pupil.step())
        if plan.notes_at(step):
            note = Note(sum(losses) / len(losses), pupil.judge(), pupil.accuracy())
            yield Taken(step, losses[-1], (), note)
            losses.clear()
        else:
            yield Taken(step, losses[-1], tuple(losses))
