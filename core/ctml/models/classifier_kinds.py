"""ClassifierKind: which classifiers there are, each by its name."""

from enum import StrEnum
from typing import assert_never

from ctml.data import LabelledImages
from ctml.models.classifier import Classifier
from ctml.models.classifier_convolutional import LeNet
from ctml.models.classifier_mlp import ImageMlp
from ctml.nn import Beginning


class ClassifierKind(StrEnum):
    """The classifiers, by the names that a person types."""

    MLP = "mlp"
    """One hidden layer: quick, and blind to who stands beside whom."""

    LENET = "lenet"
    """Two convolutions and two linear maps: slower, and right more often."""

    def initial(self, images: LabelledImages, width: int, beginning: Beginning) -> Classifier:
        """Return a model of this kind that knows nothing yet.

        Args:
            images: what it will learn from; only their size and classes are looked at.
            width: how many numbers the hidden layer has, 1 or more.
            beginning: how the weights are drawn.

        Raises:
            InvalidTypeError: the width is not an int.
            InvalidValueError: it is less than 1, or the pictures are too small for this kind.
        """
        match self:
            case ClassifierKind.MLP:
                return ImageMlp.initial(images, width, beginning)
            case ClassifierKind.LENET:
                return LeNet.initial(images, width, beginning)
            case _:
                assert_never(self)
