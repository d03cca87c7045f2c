"""ClassifierStep: one step of learning from pictures, which ends where it began."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from ctml.category import Morphism
from ctml.data import ImageBatch
from ctml.domain import Product, StepCount
from ctml.models.classifier import Classifier
from ctml.optim import Optimiser, Remembering
from ctml.tensor import gradients

C = TypeVar("C", bound=Classifier)
S = TypeVar("S", bound=Remembering)


@dataclass(frozen=True, repr=False)
class ClassifierStep(Morphism[Product[C, S], Product[C, S]], Generic[C, S]):
    """Take the batch that is due, find the slope of the loss, and let the optimiser move.

    Which batch is due the memory says: it knows how many steps were taken. So nothing else has to
    be remembered, and training that was interrupted goes on as if nothing had happened.

    Attributes:
        draw: from the number of steps taken to a batch, such as ``Draw``.
        optimiser: the rule of descent.
    """

    draw: Morphism[StepCount, ImageBatch]
    optimiser: Optimiser[S]

    def __call__(self, now: Product[C, S], /) -> Product[C, S]:
        """Return model and memory after one step.

        Args:
            now: both before it.

        Raises:
            InvalidShapeError: the pictures are of another size than the model's.
            InvalidValueError: a number grows beyond every float.
        """
        loss = now.first.loss(self.draw(now.second.step))
        return self.optimiser.step(now, now.first.by_name(gradients(loss)))
