"""The tiny pipeline: from a token to how likely each next token is, and how good that was.

DatasetWindowing                        : TokenSequence -> TrainingSet
Embedding >> LinearToLogits >> Softmax  : TokenId -> Distribution
CrossEntropy                            : Distribution x TokenId -> Loss
"""

from ctml.pipeline.average_loss import average_loss
from ctml.pipeline.cross_entropy import CrossEntropy
from ctml.pipeline.embedding import Embedding
from ctml.pipeline.linear import LinearToLogits
from ctml.pipeline.prediction import DirectPredict, predictor
from ctml.pipeline.softmax import Softmax
from ctml.pipeline.windowing import DatasetWindowing

__all__ = [
    "CrossEntropy",
    "DatasetWindowing",
    "DirectPredict",
    "Embedding",
    "LinearToLogits",
    "Softmax",
    "average_loss",
    "predictor",
]
