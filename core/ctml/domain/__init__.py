"""The nouns of the course: values that can't be wrong.

Each is frozen and compares by value. Each refuses, by name, what it can't hold; whoever has one
in hand need not check it again.
"""

from ctml.domain.batch import Batch
from ctml.domain.distribution import Distribution
from ctml.domain.float_array import FloatArray, Numbers
from ctml.domain.int_array import IntArray, WholeNumbers
from ctml.domain.loss import Loss
from ctml.domain.named_arrays import NamedArrays
from ctml.domain.optimiser_states import AdamState, MomentumState, SgdState
from ctml.domain.option import Nothing, Option, Some
from ctml.domain.parameters import Parameters
from ctml.domain.product import Product
from ctml.domain.result import Err, Ok, Result
from ctml.domain.rows import Logits, Vector
from ctml.domain.scalar import LocalGradient, Scalar
from ctml.domain.sizes import ModelDimension, VocabSize
from ctml.domain.tally import Tally
from ctml.domain.token_id import TokenId
from ctml.domain.token_sequence import TokenSequence
from ctml.domain.token_stream import TokenStream
from ctml.domain.trace import Trace
from ctml.domain.training_set import TrainingExample, TrainingSet
from ctml.domain.training_settings import LearningRate, StepCount

__all__ = [
    "AdamState",
    "Batch",
    "Distribution",
    "Err",
    "FloatArray",
    "IntArray",
    "LearningRate",
    "LocalGradient",
    "Logits",
    "Loss",
    "ModelDimension",
    "MomentumState",
    "NamedArrays",
    "Nothing",
    "Numbers",
    "Ok",
    "Option",
    "Parameters",
    "Product",
    "Result",
    "Scalar",
    "SgdState",
    "Some",
    "StepCount",
    "Tally",
    "TokenId",
    "TokenSequence",
    "TokenStream",
    "Trace",
    "TrainingExample",
    "TrainingSet",
    "Vector",
    "VocabSize",
    "WholeNumbers",
]
