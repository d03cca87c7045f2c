"""Pupil: who learns, whatever the model is and whatever it learns from."""

from typing import Protocol

from ctml.models import EngineState
from ctml.tokenization import Tokenizer


class Pupil(Protocol):
    """A model in training, which knows by the number of steps taken what comes next.

    Its batches, its rates and its chance depend on the seed and on that number alone, so that a
    training that goes on is, to the bit, the one that never stopped.
    """

    @property
    def taken(self) -> int:
        """How many steps were taken."""
        ...

    def step(self) -> float:
        """Take the next step, and return the loss on its batch before it.

        Raises:
            DivergedError: a number was NaN or infinite; the numbers are those before the step.
        """
        ...

    def first_loss(self) -> float:
        """Return the loss on the batch of the next step, without learning from it.

        Raises:
            DivergedError: a number was NaN or infinite.
        """
        ...

    def judge(self) -> float:
        """Return the loss on what is only used to judge.

        Raises:
            DivergedError: a number was NaN or infinite.
        """
        ...

    def accuracy(self) -> float | None:
        """Return the share of pictures that it names right; None for a model of texts.

        Raises:
            DivergedError: a number was NaN or infinite.
        """
        ...

    @property
    def rate(self) -> float:
        """The learning rate of the last step."""
        ...

    @property
    def state(self) -> EngineState:
        """All that it takes to go on from here.

        Raises:
            DivergedError: the last step led beyond every float.
        """
        ...

    @property
    def tokenizer(self) -> Tokenizer | None:
        """Which bytes become which tokens; None for a model of pictures."""
        ...

    def close(self) -> None:
        """Give back what it holds."""
        ...
