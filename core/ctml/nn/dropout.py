"""Dropout: while training, some numbers are left out by chance (JMLR 15, 2014)."""

from dataclasses import dataclass
from typing import assert_never

import numpy as np

from ctml.domain.finite_number import share_below_one
from ctml.nn.layer import Layer
from ctml.nn.mode import Eval, Mode, Train
from ctml.tensor import Tensor, constant_like


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Dropout(Layer[Mode]):
    """Training: y = x ∘ kept / (1 - rate), where each number is kept with chance 1 - rate.

    What is kept is enlarged, so that the mean stays what it was, and nothing has to be done while
    judged: y = x.

    Attributes:
        rate: the share that is left out, from 0 to below 1.
        mode: whether it trains, and with which seed.

    Raises:
        InvalidTypeError: the rate is not a number.
        InvalidValueError: the rate is not a share below 1.
    """

    rate: float
    mode: Mode

    def __post_init__(self) -> None:
        share_below_one("Dropout.rate", self.rate)

    def __call__(self, x: Tensor, /) -> Tensor:
        """Return y, any shape to the same; equal seeds leave out equal places."""
        mode: Train | Eval = self.mode
        match mode:
            case Train(seed):
                kept = np.random.default_rng(seed).random(x.shape) >= self.rate
                return x * constant_like(x, kept / (1 - self.rate))
            case Eval():
                return x
            case _:
                assert_never(mode)

    def training(self, mode: Train, /) -> "Dropout[Train]":
        """Return the layer as it trains.

        Args:
            mode: with the seed that decides what is left out.
        """
        return Dropout(self.rate, mode)

    def evaluating(self) -> "Dropout[Eval]":
        """Return the layer as it is judged."""
        return Dropout(self.rate, Eval())
