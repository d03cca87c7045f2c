"""BatchNorm: every feature brought to mean 0 and variance 1 over the batch (arXiv 1502.03167)."""

from dataclasses import dataclass, replace
from typing import Self, assert_never

import numpy as np

from ctml.domain.finite_number import positive_number
from ctml.errors import InvalidShapeError
from ctml.nn.initial import Beginning
from ctml.nn.layer import Layer
from ctml.nn.mode import Eval, Mode, Train
from ctml.nn.module import require_shape
from ctml.tensor import Array, Tensor, constant, reshaped, sqrt, standardised
from ctml.tensor.standardising import EPSILON


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class BatchNorm(Layer[Mode]):
    """y = gain ∘ (x - mean) / √(variance + 1e-5) + bias, feature by feature; features are side 1.

    While training, mean and variance are those of the batch, over all other sides, and slopes go
    through both. While judged, they are the running ones, and no example depends on another.

    Attributes:
        gain: shape [C].
        bias: shape [C].
        running_mean: what was seen so far, newer batches weighing more; kept, not learned; [C].
        running_variance: likewise; [C].
        mode: whether it trains.
        momentum: how much a new batch weighs in the running numbers, above 0.

    Raises:
        InvalidShapeError: they are not four rows of one length.
        InvalidValueError: the momentum is not above 0.
    """

    gain: Tensor
    bias: Tensor
    running_mean: Tensor
    running_variance: Tensor
    mode: Mode
    momentum: float = 0.1

    def __post_init__(self) -> None:
        require_shape("BatchNorm.gain", self.gain, -1)
        require_shape("BatchNorm.bias", self.bias, *self.gain.shape)
        require_shape("BatchNorm.running_mean", self.running_mean, *self.gain.shape)
        require_shape("BatchNorm.running_variance", self.running_variance, *self.gain.shape)
        positive_number("BatchNorm.momentum", self.momentum)

    @classmethod
    def initial(cls, features: int, mode: Mode, beginning: Beginning) -> Self:
        """Return the layer that only normalises: gain 1, bias 0, running mean 0 and variance 1.

        Args:
            features: C.
            mode: whether it trains.
            beginning: says the precision.
        """
        gain, bias = beginning.ones(features), beginning.zeros(features)
        return cls(
            gain,
            bias,
            constant(np.zeros(features), beginning.precision),
            constant(np.ones(features), beginning.precision),
            mode,
        )

    def __call__(self, x: Tensor, /) -> Tensor:
        """Return y, [N, C, ...] to the same shape.

        Raises:
            InvalidTypeError: input and layer differ in precision.
            InvalidShapeError: the side 1 is not C, or nothing is in the batch.
        """
        self._require_batch(x)
        return self._normalised(x) * self._beside(x, self.gain) + self._beside(x, self.bias)

    def observed(self, x: Tensor, /) -> Self:
        """Return the layer with its running numbers moved towards those of a batch.

        running = (1 - momentum) · running + momentum · batch; the variance is taken over n - 1
        here, since it stands for all that may come (the paper's algorithm 2).

        Args:
            x: shape [N, C, ...], with at least two numbers of each feature.

        Raises:
            InvalidShapeError: the side 1 is not C, or there is only one number of each feature.
        """
        self._require_batch(x)
        others = _all_but_features(x)
        if x.values.size < 2 * x.shape[1]:
            given = f"a batch of shape {x.shape}"
            raise InvalidShapeError("BatchNorm", given, "two numbers of each feature or more")
        return replace(
            self,
            running_mean=self._moved(self.running_mean, x.values.mean(axis=others)),
            running_variance=self._moved(self.running_variance, x.values.var(axis=others, ddof=1)),
        )

    def training(self, mode: Train, /) -> "BatchNorm[Train]":
        """Return the layer as it trains.

        Args:
            mode: there is no chance in this layer; its seed is not used.
        """
        return BatchNorm(*self._numbers, mode, self.momentum)

    def evaluating(self) -> "BatchNorm[Eval]":
        """Return the layer as it is judged."""
        return BatchNorm(*self._numbers, Eval(), self.momentum)

    @property
    def _numbers(self) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        return self.gain, self.bias, self.running_mean, self.running_variance

    def _normalised(self, x: Tensor) -> Tensor:
        mode: Train | Eval = self.mode
        match mode:
            case Train():
                return standardised(x, *_all_but_features(x))
            case Eval():
                deviation = sqrt(self._beside(x, self.running_variance) + EPSILON)
                return (x - self._beside(x, self.running_mean)) / deviation
            case _:
                assert_never(mode)

    def _moved(self, running: Tensor, batch: Array) -> Tensor:
        after = (1 - self.momentum) * running.values + self.momentum * batch
        return constant(after.astype(float), running.precision)

    def _beside(self, x: Tensor, row: Tensor) -> Tensor:
        return reshaped(row, *row.shape, *(1,) * (len(x.shape) - 2))

    def _require_batch(self, x: Tensor) -> None:
        sides = max(len(x.shape), 2) - 2
        require_shape("BatchNorm", x, -1, *self.gain.shape, *(-1,) * sides)


def _all_but_features(x: Tensor) -> tuple[int, ...]:
    return (0, *range(2, len(x.shape)))
