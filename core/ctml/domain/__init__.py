"""The nouns of the course: values that can't be wrong.

Each is frozen and compares by value. Each refuses, by name, what it can't hold; whoever has one
in hand need not check it again.
"""

from typing import Final

from ctml.domain.distribution import Distribution
from ctml.domain.float_array import FloatArray, Numbers
from ctml.domain.loss import Loss
from ctml.domain.parameters import Parameters
from ctml.domain.result import Err, Ok, Result
from ctml.domain.sizes import ModelDimension, VocabSize
from ctml.domain.token_id import TokenId
from ctml.domain.token_sequence import TokenSequence

NOUNS: Final[tuple[type[object], ...]] = (
    Distribution,
    Err,
    Loss,
    ModelDimension,
    Ok,
    Parameters,
    TokenId,
    TokenSequence,
    VocabSize,
)
"""Every noun there is; what compares or carries nouns reads this table."""

__all__ = [
    "NOUNS",
    "Distribution",
    "Err",
    "FloatArray",
    "Loss",
    "ModelDimension",
    "Numbers",
    "Ok",
    "Parameters",
    "Result",
    "TokenId",
    "TokenSequence",
    "VocabSize",
]
