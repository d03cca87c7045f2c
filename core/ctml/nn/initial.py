"""Where training begins: random tables of a spread that keeps signals alive through many layers."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

import numpy as np

from ctml.domain.whole_number import whole_number
from ctml.tensor import Precision, Tensor, parameter


@dataclass(frozen=True, slots=True)
class Fan:
    """How many numbers meet in one number, on the way forwards and on the way back.

    Attributes:
        into: the terms of each sum of the result.
        out_of: the terms of each sum of a slope.

    Raises:
        InvalidTypeError: one of them is not an int.
        InvalidValueError: one of them is less than 1.
    """

    into: int
    out_of: int

    def __post_init__(self) -> None:
        whole_number("Fan.into", self.into, at_least=1)
        whole_number("Fan.out_of", self.out_of, at_least=1)


class Spread(StrEnum):
    """Two rules for the variance of the numbers drawn."""

    XAVIER = "xavier"
    """2 / (into + out_of): for tanh and for no bend at all (Glorot and Bengio, 2010)."""

    HE = "he"
    """2 / into: for ReLU, which lets half of it through (arXiv 1502.01852)."""

    def variance(self, fan: Fan) -> float:
        """Return the variance of each number.

        Args:
            fan: how many numbers meet.
        """
        match self:
            case Spread.XAVIER:
                return 2 / (fan.into + fan.out_of)
            case Spread.HE:
                return 2 / fan.into
            case _:
                assert_never(self)


@dataclass(frozen=True, slots=True)
class Beginning:
    """How the numbers of a new module are drawn.

    Attributes:
        draw: where the random numbers come from; it moves on with each table.
        spread: the rule for their variance.
        precision: how many digits they have.
    """

    draw: np.random.Generator
    spread: Spread = Spread.XAVIER
    precision: Precision = Precision.DOUBLE

    @classmethod
    def seeded(
        cls,
        seed: int,
        spread: Spread = Spread.XAVIER,
        precision: Precision = Precision.DOUBLE,
    ) -> "Beginning":
        """Return a beginning that is the same for the same seed.

        Args:
            seed: 0 or more.
            spread: the rule for the variance.
            precision: how many digits.

        Raises:
            InvalidTypeError: the seed is not an int.
            InvalidValueError: it is negative.
        """
        whole_number("Beginning.seeded", seed, at_least=0)
        return cls(np.random.default_rng(seed), spread, precision)

    def table(self, fan: Fan, *shape: int) -> Tensor:
        """Return normal random numbers of mean 0 and the variance of the rule.

        Args:
            fan: how many numbers meet.
            shape: how many numbers along each side.
        """
        deviation = self.spread.variance(fan) ** 0.5
        return parameter(self.draw.normal(0, deviation, shape), self.precision)

    def rows(self, count: int, width: int) -> Tensor:
        """Return rows of normal random numbers with variance 1 / width: each has a length near 1.

        Args:
            count: how many rows there are, such as one for each token.
            width: how many numbers are in one.
        """
        return parameter(self.draw.normal(0, width**-0.5, (count, width)), self.precision)

    def zeros(self, *shape: int) -> Tensor:
        """Return a parameter that begins with 0 everywhere, such as a bias.

        Args:
            shape: how many numbers along each side.
        """
        return parameter(np.zeros(shape), self.precision)

    def ones(self, *shape: int) -> Tensor:
        """Return a parameter that begins with 1 everywhere, such as a gain.

        Args:
            shape: how many numbers along each side.
        """
        return parameter(np.ones(shape), self.precision)
