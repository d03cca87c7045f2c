"""Facts about the types of the pipeline: checked by mypy and pyright, never run."""

from typing import assert_type

from ctml.category import Compose
from ctml.domain import (
    Distribution,
    Logits,
    Loss,
    Parameters,
    Product,
    TokenId,
    TokenSequence,
    TrainingSet,
    Vector,
)
from ctml.pipeline import (
    CrossEntropy,
    DatasetWindowing,
    DirectPredict,
    Embedding,
    LinearToLogits,
    Softmax,
    average_loss,
    predictor,
)


def what_each_stage_gives(parameters: Parameters, token: TokenId, text: TokenSequence) -> None:
    assert_type(DatasetWindowing()(text), TrainingSet)
    assert_type(Embedding(parameters)(token), Vector)
    assert_type(LinearToLogits(parameters)(Vector([1.0])), Logits)
    assert_type(Softmax()(Logits([1.0])), Distribution)
    assert_type(CrossEntropy()(Product(Distribution([1.0]), token)), Loss)


def what_the_whole_gives(parameters: Parameters, token: TokenId, examples: TrainingSet) -> None:
    assert_type(predictor(parameters), Compose[TokenId, Distribution])
    assert_type(DirectPredict(parameters)(token), Distribution)
    assert_type(average_loss(parameters, examples), Loss)


def refused(parameters: Parameters, token: TokenId, logits: Logits, vector: Vector) -> None:
    Softmax()(vector)  # type: ignore[arg-type]
    LinearToLogits(parameters)(logits)  # type: ignore[arg-type]
    CrossEntropy()(Product(logits, token))  # type: ignore[arg-type]
    CrossEntropy()(Product(Distribution([1.0]), 1))  # type: ignore[arg-type]
    CrossEntropy()(Distribution([1.0]))  # type: ignore[arg-type]
    _ = DatasetWindowing() >> Embedding(parameters)  # type: ignore[operator]
    _ = predictor(parameters) >> CrossEntropy()  # type: ignore[operator]
    average_loss(parameters, [token])  # type: ignore[arg-type]
    Embedding(token)  # type: ignore[arg-type]
