"""Pooling: one number for each window of an image; and what makes rows of images."""

import math
from dataclasses import dataclass

from ctml.domain.whole_number import whole_number
from ctml.errors import InvalidShapeError
from ctml.nn.layer import PlainLayer
from ctml.nn.windows import patches
from ctml.tensor import Tensor, largest, mean, reshaped


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class MaxPool2d(PlainLayer):
    """The largest number of each window; the windows lie side by side.

    Attributes:
        side: height and width of a window, 1 or more.

    Raises:
        InvalidTypeError: the side is not an int.
        InvalidValueError: it is less than 1.
    """

    side: int

    def __post_init__(self) -> None:
        whole_number("MaxPool2d.side", self.side, at_least=1)

    def __call__(self, x: Tensor, /) -> Tensor:
        """Return the largest, [N, C, H, W] to [N, C, H // side, W // side].

        Raises:
            InvalidShapeError: they are no images, or smaller than a window.
        """
        tiles = patches(x, self.side, self.side, self.side)
        return _without_windows(largest(tiles, 2))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class MeanPool2d(PlainLayer):
    """The mean of each window; the windows lie side by side.

    Attributes:
        side: height and width of a window, 1 or more.

    Raises:
        InvalidTypeError: the side is not an int.
        InvalidValueError: it is less than 1.
    """

    side: int

    def __post_init__(self) -> None:
        whole_number("MeanPool2d.side", self.side, at_least=1)

    def __call__(self, x: Tensor, /) -> Tensor:
        """Return the means, [N, C, H, W] to [N, C, H // side, W // side].

        Raises:
            InvalidShapeError: they are no images, or smaller than a window.
        """
        tiles = patches(x, self.side, self.side, self.side)
        return _without_windows(mean(tiles, 2))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Flatten(PlainLayer):
    """Each example of a batch as one row."""

    def __call__(self, x: Tensor, /) -> Tensor:
        """Return the rows, [N, ...] to [N, the product of the others].

        Raises:
            InvalidShapeError: it is a single number, and no batch.
        """
        if not x.shape:
            raise InvalidShapeError("Flatten", "a single number", "a batch of examples")
        return reshaped(x, x.shape[0], math.prod(x.shape[1:]))


def _without_windows(x: Tensor) -> Tensor:
    images, channels, _, rows, columns = x.shape
    return reshaped(x, images, channels, rows, columns)
