"""Weights: what was learned, in a file that can't run code."""

from ctml_runner.lab.weights.fitting import with_weights
from ctml_runner.lab.weights.kept import Kept
from ctml_runner.lab.weights.reading import read_weights
from ctml_runner.lab.weights.resuming import (
    other_rates,
    require_same_corpus,
    require_same_training,
    require_steps_left,
)
from ctml_runner.lab.weights.writing import put_aside, put_back, write_weights

__all__ = [
    "Kept",
    "other_rates",
    "put_aside",
    "put_back",
    "read_weights",
    "require_same_corpus",
    "require_same_training",
    "require_steps_left",
    "with_weights",
    "write_weights",
]
