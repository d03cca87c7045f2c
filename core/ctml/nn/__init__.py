"""Neural networks from tensors: modules that are frozen values, and learn by being made anew.

In the order in which one reads them:

* ``module``: named parameters, in and out; ``mode`` and ``layer``: what may be used when;
* ``initial``: how numbers begin; ``linear``, ``embedding``, ``activation``, ``sequential``;
* ``loss``: how wrong a batch was;
* ``layer_norm``, ``batch_norm``, ``dropout``: what keeps training steady;
* ``windows``, ``convolution``, ``pooling``: images; ``recurrent``, ``lstm``: texts,
  one position after the other;
* ``positions``, ``self_attention``, ``transformer_block``: texts, all positions at once; tested
  equal to ``ctml.attention``, where every gradient is written by hand.

A loss gives ``gradients``, a module puts names on them, and an optimiser of ``ctml.optim`` makes
the next module:  ``adam.step(Product(model, memory), model.by_name(gradients(loss)))``.
"""

from ctml.nn.activation import GeluErf, GeluTanh, ReLU, Sigmoid, Tanh
from ctml.nn.batch_norm import BatchNorm
from ctml.nn.convolution import Conv2d
from ctml.nn.dropout import Dropout
from ctml.nn.embedding import Embedding
from ctml.nn.initial import Beginning, Fan, Spread
from ctml.nn.layer import Layer, PlainLayer
from ctml.nn.layer_norm import LayerNorm
from ctml.nn.linear import Linear
from ctml.nn.loss import cross_entropy, mean_squared_error
from ctml.nn.lstm import CellState, HiddenState, LstmCell, LstmState
from ctml.nn.mode import AnyMode, Eval, Train
from ctml.nn.module import Module
from ctml.nn.pooling import Flatten, MaxPool2d, MeanPool2d
from ctml.nn.positions import RotaryPositions, SinusoidalPositions
from ctml.nn.recurrent import Cell, RnnCell, unrolled
from ctml.nn.self_attention import SelfAttention, attended, causal
from ctml.nn.sequential import Sequential
from ctml.nn.transformer_block import FeedForward, TransformerBlock
from ctml.nn.windows import padded, patches

__all__ = [
    "AnyMode",
    "BatchNorm",
    "Beginning",
    "Cell",
    "CellState",
    "Conv2d",
    "Dropout",
    "Embedding",
    "Eval",
    "Fan",
    "FeedForward",
    "Flatten",
    "GeluErf",
    "GeluTanh",
    "HiddenState",
    "Layer",
    "LayerNorm",
    "Linear",
    "LstmCell",
    "LstmState",
    "MaxPool2d",
    "MeanPool2d",
    "Module",
    "PlainLayer",
    "ReLU",
    "RnnCell",
    "RotaryPositions",
    "SelfAttention",
    "Sequential",
    "Sigmoid",
    "SinusoidalPositions",
    "Spread",
    "Tanh",
    "Train",
    "TransformerBlock",
    "attended",
    "causal",
    "cross_entropy",
    "mean_squared_error",
    "padded",
    "patches",
    "unrolled",
]
