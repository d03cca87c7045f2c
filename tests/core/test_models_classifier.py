"""Classifiers of pictures: measured slopes, resumable steps, and how often they are right."""

import math
import os
from pathlib import Path

import numpy as np
import pytest
from tests.core.module_slopes import assert_module_slopes, scattered

from ctml.category import iterate
from ctml.data import (
    BatchSize,
    Draw,
    ImageBatch,
    LabelledImages,
    Seed,
    digits,
    mnist,
    split_images,
)
from ctml.domain import AdamState, LearningRate, Product, StepCount
from ctml.errors import InvalidShapeError, InvalidValueError
from ctml.models.classifier import Classifier
from ctml.models.classifier_convolutional import LeNet
from ctml.models.classifier_kinds import ClassifierKind
from ctml.models.classifier_mlp import ImageMlp
from ctml.models.classifier_step import ClassifierStep
from ctml.nn import Beginning, Conv2d, Linear, Spread
from ctml.optim import Adam, Scheduled, WarmupCosine
from ctml.tensor import Precision, check_gradients

ADAM = Adam(LearningRate(0.003))
KINDS = list(ClassifierKind)


def some_pictures(count: int = 5, side: int = 4) -> LabelledImages:
    draw = np.random.default_rng(4)
    pixels = draw.integers(0, 17, (count, side, side)).astype(np.uint8)
    return LabelledImages(pixels, np.arange(count) % 3, brightest=16, classes=3)


def small(kind: ClassifierKind, images: LabelledImages) -> Classifier:
    return kind.initial(images, 6, Beginning.seeded(1, Spread.HE))


def small_lenet() -> LeNet:
    """Return the smallest one whose channels, windows and maps are all of different sizes."""
    beginning = Beginning.seeded(1, Spread.HE)
    first = Conv2d.initial(1, 2, 3, beginning, padding=1)
    second = Conv2d.initial(2, 3, 3, beginning, padding=1)
    hidden, readout = Linear.initial(3, 4, beginning), Linear.initial(4, 3, beginning)
    return LeNet(first, second, hidden, readout, 4, 4)


def trained(kind: ClassifierKind, images: LabelledImages, steps: int, rate: float) -> Classifier:
    start = kind.initial(images, 128, Beginning.seeded(0, Spread.HE, Precision.SINGLE))
    peak, floor = LearningRate(rate), LearningRate(rate / 20)
    schedule = WarmupCosine(peak, floor, StepCount(20), StepCount(steps))
    optimiser = Scheduled(Adam(peak), schedule)
    step = ClassifierStep[Classifier, AdamState](Draw(images, BatchSize(64), Seed(2)), optimiser)
    return iterate(step, StepCount(steps))(Product(start, optimiser.start(start))).first


@pytest.mark.parametrize("model", [small(ClassifierKind.MLP, some_pictures()), small_lenet()])
def test_every_slope_is_the_measured_one(model: Classifier) -> None:
    batch = some_pictures().take([0, 1, 2])
    assert_module_slopes(scattered(model), lambda moved: moved(batch))


def test_a_loss_falls_along_its_slope_as_measured() -> None:
    batch, model = some_pictures().take([0, 1, 2]), small_lenet()
    check_gradients(lambda at: model.with_each("", at.get).loss(batch), model.arrays)


@pytest.mark.parametrize("kind", KINDS)
def test_who_knows_nothing_is_surprised_by_the_logarithm_of_the_classes(
    kind: ClassifierKind,
) -> None:
    images = some_pictures(side=8)
    blank = small(kind, images)
    blank = blank.with_arrays(blank.arrays.zeros())
    assert float(blank.loss(images.take(range(5))).values) == pytest.approx(math.log(3))
    assert blank.accuracy(images) == 0.4, "all scores are equal, so it says 0, twice of five right"


@pytest.mark.parametrize("kind", KINDS)
def test_training_that_was_interrupted_goes_on_as_if_it_had_not_been(kind: ClassifierKind) -> None:
    images = some_pictures(9)
    start = small(kind, images)
    step = ClassifierStep[Classifier, AdamState](Draw(images, BatchSize(4), Seed(0)), ADAM)
    now = Product(start, ADAM.start(start))
    at_once = iterate(step, StepCount(4))(now)
    first = iterate(step, StepCount(1))(now)
    stored = Product(start.with_state(first.first.state), first.second)
    resumed = iterate(step, StepCount(3))(stored)
    assert resumed.first.arrays == at_once.first.arrays
    assert resumed.second == at_once.second


@pytest.mark.parametrize("kind", KINDS)
def test_digits_are_read_right_ninety_seven_times_in_a_hundred(kind: ClassifierKind) -> None:
    pytest.importorskip("sklearn", reason="scikit-learn is not installed; it brings the digits")
    halves = split_images(digits(), 0.2, Seed(1))
    model = trained(kind, halves.training, 600, 0.005)
    assert model.accuracy(halves.validation) >= 0.97


@pytest.mark.skipif("CTML_MNIST" not in os.environ, reason="CTML_MNIST names no folder with MNIST")
@pytest.mark.parametrize(("kind", "steps"), [("mlp", 1000), ("lenet", 300)])
def test_mnist_is_read_right_ninety_four_times_in_a_hundred(kind: str, steps: int) -> None:
    """A fifth of the 10,000 test pictures is held out; the others are learned from."""
    folder = Path(os.environ["CTML_MNIST"])
    (images,), (labels,) = (folder.glob(f"*t10k-{what}*") for what in ("images", "labels"))
    halves = split_images(mnist(images, labels), 0.2, Seed(1))
    model = trained(ClassifierKind(kind), halves.training, steps, 0.004)
    assert model.accuracy(halves.validation) >= 0.94


@pytest.mark.parametrize("kind", KINDS)
def test_pictures_of_another_size_are_refused(kind: ClassifierKind) -> None:
    model = small(kind, some_pictures(side=4))
    with pytest.raises(InvalidShapeError):
        model(ImageBatch(np.zeros((1, 15)), [0]))


def test_a_label_that_the_model_has_no_score_for_is_refused() -> None:
    model = small(ClassifierKind.MLP, some_pictures())
    with pytest.raises(InvalidValueError, match="indices from 3 to 3"):
        model.loss(ImageBatch(np.zeros((1, 16)), [3]))


def test_a_picture_too_small_to_pool_twice_is_refused_by_name() -> None:
    with pytest.raises(InvalidValueError, match=r"LeNet.height refuses 3: "):
        LeNet.initial(some_pictures(side=3), 6, Beginning.seeded(0))


def test_the_parameters_are_named_by_the_way_to_them() -> None:
    images = some_pictures()
    assert isinstance(small(ClassifierKind.MLP, images), ImageMlp)
    assert list(small(ClassifierKind.MLP, images).arrays) == [
        "hidden.bias", "hidden.weight", "readout.bias", "readout.weight",
    ]  # fmt: skip
    assert len(small(ClassifierKind.LENET, images).arrays) == 8
