"""What a training tells; every screen shows it its own way, and the log keeps some of it."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Begun:
    """A training begins, or goes on.

    Attributes:
        model: the model's name.
        parameters: how many numbers it learns.
        engine: what computes the steps.
        corpus: what is learned from, by name.
        unit: what it consists of: tokens or pictures.
        count: how many of them are for learning.
        validation_count: how many are only used to judge.
        kinds: how many different tokens there are, V; or how many kinds of pictures.
        step: how many steps were taken before.
        steps: how many there will have been in the end.
        count_a_step: how many of them one step learns from.
        guessing: the loss of a model that knows nothing, ln V.
        entropy: for a bigram model, the corpus's own: how surprising a token is on average to
            whoever knows how often each follows each. None for other models.
        bytes_a_token: how many bytes a token stands for on average; None for pictures.
    """

    model: str
    parameters: int
    engine: str
    corpus: str
    unit: str
    count: int
    validation_count: int
    kinds: int
    step: int
    steps: int
    count_a_step: int
    guessing: float
    entropy: float | None
    bytes_a_token: float | None


@dataclass(frozen=True, slots=True)
class Stepped:
    """A step was taken.

    Attributes:
        step: how many there were.
        loss: the loss on its batch, before it.
    """

    step: int
    loss: float


@dataclass(frozen=True, slots=True)
class Noted:
    """A line of the log.

    Attributes:
        step: how many steps there were.
        loss: the mean of the losses since the last line.
        validation: the loss on what the model never learns from.
        accuracy: for pictures, the share of those that it names right; else None.
        rate: the learning rate of the last step.
        a_second: how many tokens or pictures it learned from a second, since the last line.
        seconds: how long this run has taken so far.
    """

    step: int
    loss: float
    validation: float
    accuracy: float | None
    rate: float
    a_second: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Sampled:
    """What the model writes by now.

    Attributes:
        step: how many steps there were.
        text: what it wrote.
    """

    step: int
    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something worth knowing.

    Attributes:
        text: what it is.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The training has ended, or was interrupted.

    Attributes:
        step: how many steps there were.
        steps: how many there are to be.
        seconds: how long this run took.
        weights: where they are.
        loss: for a bigram model, the loss on all that it learned from; else None.
        entropy: the corpus's own, beside it.
        bits_a_byte: the last validation loss, told so that models with other tokens can be
            compared with this one; None for pictures.
        guessing: the loss of a model that knows nothing, ln V.
        astray: the loss it ended with, if that is worse than guessing and than where it began;
            else None.
        next_step: the command to type.
    """

    step: int
    steps: int
    seconds: float
    weights: Path
    loss: float | None
    entropy: float | None
    bits_a_byte: float | None
    guessing: float
    astray: float | None
    next_step: str


Message: TypeAlias = Begun | Stepped | Noted | Sampled | Notice | Ended


def to_object(message: Message) -> dict[str, object]:
    """Return a message as the object that programs read; ``event`` says which it is."""
    told = {field.name: getattr(message, field.name) for field in fields(message)}
    return {"event": type(message).__name__.lower(), **told}
