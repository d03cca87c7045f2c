"""MNIST: 28 x 28 pictures of digits that people wrote, from the files it comes in."""

from pathlib import Path

from ctml.data.idx import read_idx
from ctml.data.labelled_images import LabelledImages
from ctml.errors import InvalidValueError

_WHITE = 255
_DIGITS = 10


def mnist(images: Path, labels: Path) -> LabelledImages:
    """Return the pictures of one file with the labels of another.

    Args:
        images: such as ``t10k-images-idx3-ubyte.gz``; unpacked or not.
        labels: such as ``t10k-labels-idx1-ubyte.gz``, of the same pictures.

    Raises:
        InvalidValueError: a file can't be read, is damaged or holds something else, or the two
            don't belong together.
    """
    pixels, digits = read_idx(images), read_idx(labels)
    _require_dimensions(images, pixels.ndim, 3, "pictures [N, H, W]")
    _require_dimensions(labels, digits.ndim, 1, "labels [N]")
    if len(pixels) != len(digits):
        needed = f"{len(pixels)}, one for each picture of {images}"
        raise InvalidValueError(f"{labels}", f"{len(digits)} labels", needed)
    if digits.max() >= _DIGITS:
        raise InvalidValueError(f"{labels}", f"the label {digits.max()}", "labels from 0 to 9")
    return LabelledImages(pixels, digits, brightest=_WHITE, classes=_DIGITS)


def _require_dimensions(path: Path, given: int, needed: int, meaning: str) -> None:
    if given != needed:
        raise InvalidValueError(f"{path}", f"{given} dimensions", f"{needed}: {meaning}")
