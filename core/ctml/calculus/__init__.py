"""Slopes: measured, computed backwards through a composition, and learned from.

* ``Differentiable`` arrows compose by the chain rule; the local operations are its letters.
* A ``Value`` remembers how it was computed, and finds its slopes in any graph of operations.
* ``Lens`` is the same form with other laws: a part that is read forwards and put backwards.
* ``Learner`` puts both together; gradient descent turns differentiable functions into learners.
"""

from ctml.calculus.differences import central_differences
from ctml.calculus.differentiable import Beside, Chain, Differentiable, Unchanged
from ctml.calculus.gradient_learner import GradientLearner, ParametricChain
from ctml.calculus.learner import Learner, LearnerChain
from ctml.calculus.lens import First, Lens, LensChain, ParameterArrays, Second, Whole
from ctml.calculus.operations import (
    AddOp,
    BinaryOperation,
    CopyOp,
    ExpOp,
    LogOp,
    MulOp,
    TanhOp,
    UnaryOperation,
)
from ctml.calculus.slopes import in_order, slopes
from ctml.calculus.space import ArraysByName, Pairs, Scalars, Space, Vectors
from ctml.calculus.tanh_layer import TanhLayer
from ctml.calculus.value import (
    Given,
    OfOne,
    OfTwo,
    Origin,
    Value,
    given,
    of_one,
    of_two,
)

__all__ = [
    "AddOp",
    "ArraysByName",
    "Beside",
    "BinaryOperation",
    "Chain",
    "CopyOp",
    "Differentiable",
    "ExpOp",
    "First",
    "Given",
    "GradientLearner",
    "Learner",
    "LearnerChain",
    "Lens",
    "LensChain",
    "LogOp",
    "MulOp",
    "OfOne",
    "OfTwo",
    "Origin",
    "Pairs",
    "ParameterArrays",
    "ParametricChain",
    "Scalars",
    "Second",
    "Space",
    "TanhLayer",
    "TanhOp",
    "UnaryOperation",
    "Unchanged",
    "Value",
    "Vectors",
    "Whole",
    "central_differences",
    "given",
    "in_order",
    "of_one",
    "of_two",
    "slopes",
]
