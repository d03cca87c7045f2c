"""Optimisers: rules that turn a gradient into a step.

Each works on named arrays, so that it is written once for every model, and each has a memory
that moves with the parameters: a step is an arrow from P x S back to P x S.
"""

from ctml.domain import AdamState, MomentumState, SgdState
from ctml.optim.adam import Adam
from ctml.optim.adamw import AdamW
from ctml.optim.clipping import ClipByNorm, Clipped, global_norm
from ctml.optim.descent import descend
from ctml.optim.momentum import Momentum
from ctml.optim.optimiser import Optimiser, PacedOptimiser, Remembering
from ctml.optim.schedule import Scheduled, WarmupCosine
from ctml.optim.sgd import Sgd
from ctml.optim.trainable import Trainable

__all__ = [
    "Adam",
    "AdamState",
    "AdamW",
    "ClipByNorm",
    "Clipped",
    "Momentum",
    "MomentumState",
    "Optimiser",
    "PacedOptimiser",
    "Remembering",
    "Scheduled",
    "Sgd",
    "SgdState",
    "Trainable",
    "WarmupCosine",
    "descend",
    "global_norm",
]
