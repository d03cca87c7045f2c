"""average_loss: how well the pipeline does on all examples."""

from math import fsum

from ctml.domain import Loss, Parameters, Product, TrainingSet
from ctml.pipeline.cross_entropy import CrossEntropy
from ctml.pipeline.prediction import predictor


def average_loss(parameters: Parameters, examples: TrainingSet) -> Loss:
    """Return the mean surprise: (1/N) Σ_n -ln p(target_n | token_n).

    Args:
        parameters: what the model knows.
        examples: what it is asked, N examples.

    Raises:
        InvalidValueError: a token is outside the vocabulary, or a target had probability 0.
    """
    predict, surprise = predictor(parameters), CrossEntropy()
    losses = (surprise(Product(predict(one.token), one.target)) for one in examples)
    return Loss(fsum(loss.value for loss in losses) / len(examples))
