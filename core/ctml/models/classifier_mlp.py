"""ImageMlp: a picture is a row of numbers, and nothing is known about who stands beside whom."""

from dataclasses import dataclass

from ctml.data import ImageBatch, LabelledImages
from ctml.models.classifier import Classifier
from ctml.nn import Beginning, Linear
from ctml.tensor import Tensor, constant_like, relu


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ImageMlp(Classifier):
    """scores = readout(relu(hidden(x))): a multilayer perceptron with one hidden layer.

    Attributes:
        hidden: [H · W] to [HIDDEN].
        readout: [HIDDEN] to [C].
    """

    hidden: Linear
    readout: Linear

    @classmethod
    def initial(cls, images: LabelledImages, width: int, beginning: Beginning) -> "ImageMlp":
        """Return a model that knows nothing yet, for pictures of this size and these classes.

        Args:
            images: what it will learn from; only their size and classes are looked at.
            width: HIDDEN, 1 or more.
            beginning: how the weights are drawn; ``Spread.HE`` suits the bend.

        Raises:
            InvalidTypeError: the width is not an int.
            InvalidValueError: it is less than 1.
        """
        _, height, across = images.pixels.shape
        hidden = Linear.initial(height * across, width, beginning)
        return cls(hidden, Linear.initial(width, images.classes, beginning))

    def __call__(self, pictures: ImageBatch, /) -> Tensor:
        """Return the scores, [B, H · W] to [B, C].

        Raises:
            InvalidShapeError: the pictures are of another size.
        """
        x = constant_like(self.hidden.weight, pictures.features)
        return self.readout(relu(self.hidden(x)))
