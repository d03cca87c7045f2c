"""Averages over many texts: of the loss, and of its slope."""

from ctml.attention.parameters import TransformerParameters
from ctml.attention.sequence_example import SequenceTrainingSet
from ctml.attention.transformer import Transformer
from ctml.domain import Loss, NamedArrays


def average_sequence_loss(parameters: TransformerParameters, examples: SequenceTrainingSet) -> Loss:
    """Return the mean of the examples' losses, in nats.

    Args:
        parameters: what is judged.
        examples: what it is asked.

    Raises:
        InvalidValueError: a token is outside the vocabulary.
    """
    model = Transformer(parameters)
    return Loss(sum(model.loss(example).value for example in examples) / len(examples))


def average_gradient(
    parameters: TransformerParameters, examples: SequenceTrainingSet
) -> NamedArrays:
    """Return ∂(mean loss)/∂θ for every array, by the names of the parameters.

    Args:
        parameters: where the slope is taken.
        examples: what the loss is averaged over.

    Raises:
        InvalidValueError: a token is outside the vocabulary, or a number beyond every float.
    """
    model = Transformer(parameters)
    total = parameters.arrays.zeros()
    for example in examples:
        total = total.combined(lambda so_far, one: so_far + one, model.gradient(example))
    return total.mapped(lambda sums: sums / len(examples))
