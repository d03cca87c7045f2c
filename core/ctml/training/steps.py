"""Training as arrows: the loss, which ends elsewhere, and the step, which ends where it began."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from ctml.category import Morphism
from ctml.domain import LearningRate, Loss, Parameters, Product, TrainingSet
from ctml.optim import Optimiser, Remembering, descend
from ctml.pipeline import average_loss
from ctml.training.gradient import loss_gradient

S = TypeVar("S", bound=Remembering)


@dataclass(frozen=True, slots=True, repr=False)
class LossOn(Morphism[Parameters, Loss]):
    """How well parameters do on these examples: their average loss.

    Attributes:
        examples: what they are asked.
    """

    examples: TrainingSet

    def __call__(self, parameters: Parameters, /) -> Loss:
        """Return the average loss.

        Args:
            parameters: what is judged.

        Raises:
            InvalidValueError: a token is outside the vocabulary, or a target had probability 0.
        """
        return average_loss(parameters, self.examples)


@dataclass(frozen=True, slots=True, repr=False)
class TrainStep(Morphism[Parameters, Parameters]):
    """One step of gradient descent on all examples: θ = θ - learning_rate · ∂loss/∂θ.

    It is an endomorphism, so that training is nothing but ``iterate``.

    Attributes:
        examples: what the model learns from.
        learning_rate: how far a step goes for a slope of 1.
    """

    examples: TrainingSet
    learning_rate: LearningRate

    def __call__(self, parameters: Parameters, /) -> Parameters:
        """Return the parameters after one step.

        Args:
            parameters: before it.

        Raises:
            InvalidValueError: a token is outside the vocabulary, or a number beyond every float.
        """
        return descend(parameters, self.learning_rate, loss_gradient(parameters, self.examples))


@dataclass(frozen=True, repr=False)
class OptimiserStep(Morphism[Product[Parameters, S], Product[Parameters, S]], Generic[S]):
    """One step of any optimiser, on all examples.

    The memory moves with the parameters, so that this too is an endomorphism; training that was
    interrupted goes on from the pair as if nothing had happened.

    Attributes:
        examples: what the model learns from.
        optimiser: the rule of descent.
    """

    examples: TrainingSet
    optimiser: Optimiser[S]

    def __call__(self, now: Product[Parameters, S], /) -> Product[Parameters, S]:
        """Return parameters and memory after one step.

        Args:
            now: both before it.

        Raises:
            InvalidShapeError: the memory belongs to other parameters.
            InvalidValueError: a token is outside the vocabulary, or a number beyond every float.
        """
        return self.optimiser.step(now, loss_gradient(now.first, self.examples))

    @property
    def name(self) -> str:
        """The optimiser's name: ``AdamStep``."""
        return f"{type(self.optimiser).__name__}Step"
