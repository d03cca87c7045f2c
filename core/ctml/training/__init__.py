"""Training: an endomorphism of the parameters, walked again and again.

TrainStep      : Parameters -> Parameters
OptimiserStep  : Parameters x S -> Parameters x S, with the memory S of an optimiser
"""

from ctml.training.gradient import loss_gradient
from ctml.training.history import History
from ctml.training.steps import LossOn, OptimiserStep, TrainStep

__all__ = ["History", "LossOn", "OptimiserStep", "TrainStep", "loss_gradient"]
