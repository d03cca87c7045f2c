"""Schedules: the learning rate as an arrow from the number of steps taken."""

import math
from dataclasses import dataclass
from typing import Generic, TypeVar

from ctml.category import Morphism
from ctml.domain import LearningRate, NamedArrays, Product, StepCount
from ctml.domain.kind import require_kind
from ctml.errors import InvalidValueError
from ctml.optim.optimiser import PacedOptimiser, Remembering
from ctml.optim.trainable import Trainable

P = TypeVar("P", bound=Trainable)
S = TypeVar("S", bound=Remembering)


@dataclass(frozen=True, slots=True, repr=False)
class WarmupCosine(Morphism[StepCount, LearningRate]):
    """Up in a straight line, then down along half a cosine (the latter after arXiv 1608.03983).

    With t steps taken, W of warm-up and T in all:

        t < W:   peak · (t + 1) / W
        t >= W:  floor + (peak - floor) · (1 + cos(π · min(1, (t - W) / (T - W)))) / 2

    Attributes:
        peak: the largest rate, reached when the warm-up is over.
        floor: the smallest rate, reached after T steps and kept from then on.
        warmup: W; with 0 it begins at the peak.
        total: T, more than W.

    Raises:
        InvalidTypeError: a rate or a count is a bare number.
        InvalidValueError: the floor is above the peak, or the warm-up never ends.
    """

    peak: LearningRate
    floor: LearningRate
    warmup: StepCount
    total: StepCount

    def __post_init__(self) -> None:
        require_kind("WarmupCosine.peak", self.peak, LearningRate, "a LearningRate")
        require_kind("WarmupCosine.floor", self.floor, LearningRate, "a LearningRate")
        require_kind("WarmupCosine.warmup", self.warmup, StepCount, "a StepCount")
        require_kind("WarmupCosine.total", self.total, StepCount, "a StepCount")
        if self.floor.value > self.peak.value:
            needed = f"a floor of at most the peak, {self.peak.value}"
            raise InvalidValueError("WarmupCosine.floor", f"{self.floor.value}", needed)
        if self.warmup.count >= self.total.count:
            needed = f"less than all {self.total.count} steps"
            raise InvalidValueError("WarmupCosine.warmup", f"{self.warmup.count}", needed)

    def __call__(self, taken: StepCount, /) -> LearningRate:
        """Return the rate of the next step.

        Args:
            taken: how many steps were taken before it, t.
        """
        t, warmup, total = taken.count, self.warmup.count, self.total.count
        if t < warmup:
            return LearningRate(self.peak.value * (t + 1) / warmup)
        gone = min(1.0, (t - warmup) / (total - warmup))
        height = (1 + math.cos(math.pi * gone)) / 2
        return LearningRate(self.floor.value + (self.peak.value - self.floor.value) * height)


@dataclass(frozen=True)
class Scheduled(Generic[S]):
    """An optimiser whose learning rate follows a schedule. The memory says where it stands.

    Attributes:
        optimiser: the rule of descent; its own learning rate is not used.
        schedule: from the steps taken to the rate of the next one.
    """

    optimiser: PacedOptimiser[S]
    schedule: Morphism[StepCount, LearningRate]

    def start(self, parameters: Trainable, /) -> S:
        """Return the memory before the first step."""
        return self.optimiser.start(parameters)

    def step(self, now: Product[P, S], gradient: NamedArrays, /) -> Product[P, S]:
        """Take a step at the rate that is due.

        Args:
            now: the parameters and the memory before the step.
            gradient: ∂loss/∂θ, with the names and shapes of the parameters.

        Raises:
            InvalidShapeError: gradient or memory don't fit the parameters.
            InvalidValueError: a number grows beyond every float.
        """
        due = self.schedule(now.second.step)
        return self.optimiser.with_rate(due).step(now, gradient)
