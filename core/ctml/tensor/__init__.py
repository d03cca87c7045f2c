"""Tables whose types say what they count, and arrays that remember how they were computed.

* ``matrix``, ``row``: tables with named sides, for the path whose gradients are written by hand.
  numpy's own shape types decay to ``Any`` on the way through its functions, so these are ours.
* ``tensor``: an array of any shape as a place in a graph; ``elementwise``, ``reductions``,
  ``views``, ``indexing``, ``shares`` and ``standardising`` are its operations. Each one says its
  own slope, and nothing else knows it.
* ``gradients``: the chain rule over the whole graph, and ``gradient_check``, its judge.
"""

from ctml.tensor.elementwise import cubed, erf, exp, log, relu, sigmoid, sqrt, squared, tanh
from ctml.tensor.gradient_check import check_gradients
from ctml.tensor.gradients import Gradients, gradients, in_order
from ctml.tensor.indexing import joined, one_of_each_row, rows_at, stacked
from ctml.tensor.matrix import Matrix, require_matrix, require_same_shape
from ctml.tensor.overflow import refused_not_warned
from ctml.tensor.precision import Array, Precision
from ctml.tensor.reductions import largest, mean, total
from ctml.tensor.row import Row, require_row
from ctml.tensor.shares import Visible, log_softmax, masked_softmax, softmax
from ctml.tensor.standardising import standardised
from ctml.tensor.tensor import (
    Edge,
    Tensor,
    computed,
    constant,
    constant_like,
    detached,
    parameter,
)
from ctml.tensor.views import permuted, reshaped, transposed

__all__ = [
    "Array",
    "Edge",
    "Gradients",
    "Matrix",
    "Precision",
    "Row",
    "Tensor",
    "Visible",
    "check_gradients",
    "computed",
    "constant",
    "constant_like",
    "cubed",
    "detached",
    "erf",
    "exp",
    "gradients",
    "in_order",
    "joined",
    "largest",
    "log",
    "log_softmax",
    "masked_softmax",
    "mean",
    "one_of_each_row",
    "parameter",
    "permuted",
    "refused_not_warned",
    "relu",
    "require_matrix",
    "require_row",
    "require_same_shape",
    "reshaped",
    "rows_at",
    "sigmoid",
    "softmax",
    "sqrt",
    "squared",
    "stacked",
    "standardised",
    "tanh",
    "total",
    "transposed",
]
