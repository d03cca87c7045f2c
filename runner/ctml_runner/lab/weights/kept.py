"""Kept: all that it takes to go on with a training, or to talk with what it made."""

from dataclasses import dataclass

from ctml.models import EngineState
from ctml.tokenization import Tokenizer
from ctml_runner.lab.config import Config


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file of weights holds.

    Attributes:
        state: the model's numbers, and what the optimiser remembers.
        config: what the training was told.
        tokenizer: which bytes become which tokens; None for a model of pictures.
        corpus: the SHA-256 of what was learned from.
        losses: those since the last line of the log, so that the next line is what it would have
            been.
    """

    state: EngineState
    config: Config
    tokenizer: Tokenizer | None
    corpus: str
    losses: tuple[float, ...] = ()

    @property
    def step(self) -> int:
        """How many steps were taken."""
        return self.state.memory.step.count
