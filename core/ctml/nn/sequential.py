"""Sequential: layers one after the other, in one mode."""

from dataclasses import dataclass, replace
from typing import Self

from ctml.errors import InvalidValueError
from ctml.nn.layer import Layer, Mode_contra
from ctml.nn.mode import Eval, Train
from ctml.tensor import Tensor


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Sequential(Layer[Mode_contra]):
    """y = stageₙ(… stage₂(stage₁(x))): ``>>`` that keeps the parameters of its stages at hand.

    Its mode is the one that all stages share: one layer that trains makes the whole one train.

    Attributes:
        stages: the layers, first to last.

    Raises:
        InvalidValueError: there are none.
    """

    stages: tuple[Layer[Mode_contra], ...]

    def __post_init__(self) -> None:
        if not self.stages:
            raise InvalidValueError("Sequential", "nothing", "at least one layer")

    def __call__(self, x: Tensor, /) -> Tensor:
        """Return what the last stage makes of what the others made."""
        for stage in self.stages:
            x = stage(x)
        return x

    def training(self, mode: Train, /) -> "Sequential[Train]":
        """Return all stages as they train, each with a seed of its own.

        Args:
            mode: with the seed of the whole.
        """
        return Sequential(tuple(one.training(mode.part(i)) for i, one in enumerate(self.stages)))

    def evaluating(self) -> "Sequential[Eval]":
        """Return all stages as they are judged."""
        return Sequential(tuple(stage.evaluating() for stage in self.stages))

    def observed(self, x: Tensor, /) -> Self:
        """Return the same layers after each has seen the batch, as the stages before hand it on.

        Args:
            x: the batch.
        """
        after: list[Layer[Mode_contra]] = []
        for stage in self.stages:
            after.append(stage.observed(x))
            x = stage(x)
        return replace(self, stages=tuple(after))
