"""LabelledImages: grey pictures, and what each of them shows."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from ctml.data.examples import places_below
from ctml.data.image_batch import ImageBatch
from ctml.domain import IntArray, WholeNumbers
from ctml.domain.int_array import same_ints, whole_array
from ctml.domain.whole_number import whole_number
from ctml.domain.wording import shown
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError

Pixels: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
"""A numpy array of bytes; the type says nothing about how many dimensions it has."""


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class LabelledImages:
    """N pictures of one size, in bytes, and a label for each.

    Attributes:
        pixels: how bright each point is, 0 to ``brightest``, shape [N, H, W], read-only.
        labels: what each picture shows, 0 to ``classes`` - 1, shape [N], read-only.
        brightest: the byte that stands for white, such as 255.
        classes: how many different labels there are.

    Raises:
        InvalidTypeError: the pixels are no array of bytes, or the rest no whole numbers.
        InvalidShapeError: the pictures are not [N, H, W], or empty, or the labels not as many.
        InvalidValueError: a pixel is brighter than ``brightest``, or a label not one of those.
    """

    pixels: Pixels
    labels: IntArray
    brightest: int
    classes: int

    def __init__(self, pixels: Pixels, labels: WholeNumbers, brightest: int, classes: int) -> None:
        white = whole_number("LabelledImages.brightest", brightest, at_least=1)
        kinds = whole_number("LabelledImages.classes", classes, at_least=1)
        pictures = _pictures(pixels, white)
        object.__setattr__(self, "pixels", pictures)
        object.__setattr__(self, "labels", _labels(labels, len(pictures), kinds))
        object.__setattr__(self, "brightest", white)
        object.__setattr__(self, "classes", kinds)

    def __len__(self) -> int:
        """How many pictures there are, N."""
        return len(self.labels)

    def at(self, places: WholeNumbers) -> "LabelledImages":
        """Return the pictures at these places.

        Args:
            places: which, counted from 0, shape [M].

        Raises:
            InvalidTypeError: they are no whole numbers.
            InvalidShapeError: they are not one row of at least one.
            InvalidValueError: there is no picture at one of them.
        """
        which = places_below("LabelledImages", len(self), places)
        pixels, labels = self.pixels[which], self.labels[which]
        return LabelledImages(pixels, labels, self.brightest, self.classes)

    def take(self, places: WholeNumbers, /) -> ImageBatch:
        """Return the pictures at these places as one batch, with 0 for black and 1 for white.

        Args:
            places: which, counted from 0, shape [B].

        Raises:
            InvalidTypeError: they are no whole numbers.
            InvalidShapeError: they are not one row of at least one.
            InvalidValueError: there is no picture at one of them.
        """
        which = places_below("LabelledImages", len(self), places)
        rows = self.pixels[which].reshape(which.size, -1) / self.brightest
        return ImageBatch(rows, self.labels[which])

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, LabelledImages)
            and (self.brightest, self.classes) == (other.brightest, other.classes)
            and np.array_equal(self.pixels, other.pixels)
            and same_ints(self.labels, other.labels)
        )

    def __hash__(self) -> int:
        return hash((self.brightest, self.classes, self.pixels.tobytes(), self.labels.tobytes()))

    def __repr__(self) -> str:
        count, height, width = self.pixels.shape
        return f"LabelledImages({count} of {height} x {width}, {self.classes} classes)"

    def __reduce__(self) -> tuple[type["LabelledImages"], tuple[Pixels, IntArray, int, int]]:
        """Copy and unpickle through the constructor, so that a copy is as valid and read-only."""
        return (LabelledImages, (self.pixels, self.labels, self.brightest, self.classes))


def _pictures(given: Pixels, brightest: int) -> Pixels:
    array = np.asarray(given)
    if array.dtype != np.uint8:
        raise InvalidTypeError("LabelledImages.pixels", shown(given), "an array of bytes (uint8)")
    if array.ndim != 3 or array.size == 0:
        needed = "pictures [N, H, W], not empty"
        raise InvalidShapeError("LabelledImages.pixels", f"shape {array.shape}", needed)
    if array.max() > brightest:
        needed = f"bytes of at most {brightest}"
        raise InvalidValueError("LabelledImages.pixels", f"{array.max()}", needed)
    return np.ndarray(shape=array.shape, dtype=np.uint8, buffer=array.tobytes())


def _labels(given: WholeNumbers, count: int, classes: int) -> IntArray:
    labels = whole_array("LabelledImages.labels", given)
    if labels.shape != (count,):
        needed = f"shape ({count},), one for each picture"
        raise InvalidShapeError("LabelledImages.labels", f"shape {labels.shape}", needed)
    bad = labels[np.logical_or(labels < 0, labels >= classes)]
    if bad.size:
        needed = f"labels from 0 to {classes - 1}"
        raise InvalidValueError("LabelledImages.labels", f"{bad[0]}", needed)
    return labels
