"""digits: 1,797 small pictures of digits, which come with scikit-learn."""

import importlib

import numpy as np

from ctml.data.labelled_images import LabelledImages, Pixels
from ctml.domain import IntArray
from ctml.domain.wording import described
from ctml.errors import InvalidTypeError, MissingPackageError

_WHITE = 16
_DIGITS = 10
_SIDE = 8


def digits() -> LabelledImages:
    """Return the digits of scikit-learn: 8 x 8, from 0 to 16.

    Raises:
        MissingPackageError: scikit-learn is not installed; the error says how to get it.
        InvalidTypeError: what it gives is not what it is known to give.
    """
    pictures, labels = _loaded()
    return LabelledImages(
        pictures.reshape(-1, _SIDE, _SIDE), labels, brightest=_WHITE, classes=_DIGITS
    )


def _loaded() -> tuple[Pixels, IntArray]:
    """Ask scikit-learn, which has no types: what it gives is looked at before it is believed."""
    try:
        module = importlib.import_module("sklearn.datasets")
    except ImportError as error:
        needed = "it; the command is: python -m pip install scikit-learn"
        raise MissingPackageError("digits", "a Python without scikit-learn", needed) from error
    load: object = getattr(module, "load_digits", None)
    given: object = load(return_X_y=True) if callable(load) else None
    match given:
        case (np.ndarray() as pictures, np.ndarray() as labels):
            return pictures.astype(np.uint8), labels.astype(np.int64)
        case _:
            raise InvalidTypeError("digits", described(given), "scikit-learn's pictures and labels")
