"""Training a transformer: a state that has everything, and the step from one to the next."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from ctml.attention.averages import average_gradient
from ctml.attention.parameters import TransformerParameters
from ctml.attention.sequence_example import SequenceTrainingSet
from ctml.attention.trained_part import PartOfTransformer, TrainedPart
from ctml.category import Morphism
from ctml.domain import Product, StepCount
from ctml.optim import Optimiser, Remembering

S = TypeVar("S", bound=Remembering)


@dataclass(frozen=True)
class TransformerTrainingState(Generic[S]):
    """All that it takes to go on with a training as if it had never stopped.

    Attributes:
        parameters: the transformer so far.
        memory: what the optimiser remembers about the part that it trains.
    """

    parameters: TransformerParameters
    memory: S

    @property
    def step(self) -> StepCount:
        """How many steps were taken; the optimiser counts them."""
        return self.memory.step


@dataclass(frozen=True, repr=False)
class TransformerTrainStep(
    Morphism[TransformerTrainingState[S], TransformerTrainingState[S]], Generic[S]
):
    """One step on all examples, an endomorphism of the state.

    The gradient is the mean of the examples' gradients; the optimiser sees only the arrays of the
    trained part, so that the others keep every bit.

    Attributes:
        examples: what the model learns from.
        optimiser: the rule of descent.
        part: which arrays may move.
    """

    examples: SequenceTrainingSet
    optimiser: Optimiser[S]
    part: TrainedPart = TrainedPart.EVERYTHING

    def start(self, parameters: TransformerParameters) -> TransformerTrainingState[S]:
        """Return the state before the first step.

        Args:
            parameters: where the training begins.
        """
        seen = PartOfTransformer(parameters, self.part)
        return TransformerTrainingState(parameters, self.optimiser.start(seen))

    def __call__(self, state: TransformerTrainingState[S], /) -> TransformerTrainingState[S]:
        """Return the state after one step.

        Raises:
            InvalidShapeError: the memory belongs to another part or another transformer.
            InvalidValueError: a token is outside the vocabulary, or a number beyond every float.
        """
        gradient = self.part.of(average_gradient(state.parameters, self.examples))
        seen = PartOfTransformer(state.parameters, self.part)
        after = self.optimiser.step(Product(seen, state.memory), gradient)
        return TransformerTrainingState(after.first.whole, after.second)
