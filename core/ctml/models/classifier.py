"""Classifier: from pictures to a score for each thing that they may show."""

from abc import abstractmethod
from dataclasses import dataclass

import numpy as np

from ctml.category import Morphism
from ctml.data import BatchSize, ImageBatch, LabelledImages, in_order
from ctml.nn import Module, cross_entropy
from ctml.tensor import Tensor

AT_A_TIME = BatchSize(256)
"""How many pictures are judged at once; it changes the memory that is needed, and nothing else."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Classifier(Module, Morphism[ImageBatch, Tensor]):
    """An arrow ImageBatch -> Tensor: B pictures to scores [B, C], one for each class.

    It is to pictures what a language model is to texts, and as small an interface: scores, a
    loss, and how often it is right.
    """

    @abstractmethod
    def __call__(self, pictures: ImageBatch, /) -> Tensor:
        """Return the scores, [B, C].

        Args:
            pictures: B of them, each a row of H · W numbers from 0 to 1.
        """

    def loss(self, pictures: ImageBatch, /) -> Tensor:
        """Return the mean surprise at the labels, in nats: ln C where nothing is known.

        Args:
            pictures: B of them, with their labels.

        Raises:
            InvalidShapeError: the pictures are of another size than the model's.
            InvalidValueError: a label is outside the model's classes.
        """
        return cross_entropy(self(pictures), pictures.labels)

    def accuracy(self, images: LabelledImages, /) -> float:
        """Return the share of pictures whose label has the largest score, 0 to 1.

        Args:
            images: what it is asked, best pictures that it did not learn from.

        Raises:
            InvalidShapeError: the pictures are of another size than the model's.
        """
        judged = self.without_gradient()
        right = sum(_right(judged(batch), batch) for batch in in_order(images, AT_A_TIME))
        return right / len(images)


def _right(scores: Tensor, pictures: ImageBatch) -> int:
    return int(np.count_nonzero(scores.values.argmax(axis=-1) == pictures.labels))
