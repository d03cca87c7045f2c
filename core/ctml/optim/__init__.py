"""Optimisers: rules that turn a gradient into a step.

Each works on named arrays, so that it is written once for every model.
"""

from ctml.optim.adam import Adam, AdamState
from ctml.optim.trainable import Trainable

__all__ = ["Adam", "AdamState", "Trainable"]
