"""Pictures: labelled images to learn from and to judge by."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ctml.data import LabelledImages, Seed, Split, digits, mnist, split_images
from ctml.errors import InvalidValueError, MissingPackageError
from ctml_runner.errors import LearnerError
from ctml_runner.lab.config import DIGITS, ConfigFile
from ctml_runner.lab.training.texts import corpus_error

_IMAGES, _LABELS = "images-idx3", "labels-idx1"


@dataclass(frozen=True, slots=True)
class Pictures:
    """What a classifier learns from.

    Attributes:
        name: what to call them.
        images: all of them.
        split: those to learn from and those to judge by.
    """

    name: str
    images: LabelledImages
    split: Split[LabelledImages]

    @property
    def digest(self) -> str:
        """The SHA-256 of pictures and labels."""
        whole = hashlib.sha256(self.images.pixels.tobytes())
        whole.update(self.images.labels.tobytes())
        return whole.hexdigest()


def read_pictures(file: ConfigFile) -> Pictures:
    """Return the pictures that a config names.

    Raises:
        LearnerError: there are none, or scikit-learn, which brings the digits, isn't installed.
    """
    images, training = _images(file), file.config.training
    try:
        split = split_images(images, training.validation, Seed(training.seed))
    except InvalidValueError as error:
        raise corpus_error(file, error) from error
    return Pictures(training.corpus, images, split)


def _images(file: ConfigFile) -> LabelledImages:
    named = file.corpus
    if named == DIGITS:
        return _digits(file)
    if not isinstance(named, Path):
        what = f"[training] corpus can't be {named!r} here: that is a text, and no pictures"
        step = f'write: corpus = "{DIGITS}"; or name a model of texts, such as bigram'
        raise file.wrong(what, "training", "corpus", next_step=step)
    labels = named.with_name(named.name.replace(_IMAGES, _LABELS))
    if named.exists() and (labels == named or not labels.exists()):
        raise _no_labels(file, named)
    try:
        return mnist(named, labels)
    except InvalidValueError as error:
        raise corpus_error(file, error) from error


def _digits(file: ConfigFile) -> LabelledImages:
    try:
        return digits()
    except MissingPackageError:
        raise file.wrong(
            "[training] corpus: the digits come with scikit-learn, which isn't installed",
            "training",
            "corpus",
            next_step="pip install 'ctml[digits]'",
        ) from None


def _no_labels(file: ConfigFile, images: Path) -> LearnerError:
    pair = "t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz"
    return file.wrong(
        f"[training] corpus: {images.name} has no file of labels beside it; the two belong"
        f" together, as {pair} do",
        "training",
        "corpus",
        next_step="put both into one folder, and name the one of the pictures",
    )
