"""Every language model by its name: a closed list, matched to the end."""

from enum import StrEnum
from typing import TypeAlias, assert_never

from ctml.models.bigram import Bigram, BigramSizes
from ctml.models.language_model import LanguageModel
from ctml.models.mlp import Mlp, MlpSizes
from ctml.models.transformer import Transformer
from ctml.models.transformer_sizes import TransformerSizes
from ctml.nn import Beginning


class ModelName(StrEnum):
    """The names by which configurations and checkpoints know the models."""

    BIGRAM = "bigram"
    MLP = "mlp"
    TRANSFORMER = "transformer"


ModelSizes: TypeAlias = BigramSizes | MlpSizes | TransformerSizes
"""The sizes of any model; their type says of which one."""


def name_of(sizes: ModelSizes) -> ModelName:
    """Return the name of the model that these sizes belong to.

    Args:
        sizes: of any model.
    """
    match sizes:
        case BigramSizes():
            return ModelName.BIGRAM
        case MlpSizes():
            return ModelName.MLP
        case TransformerSizes():
            return ModelName.TRANSFORMER
        case _:
            assert_never(sizes)


def initial_model(sizes: ModelSizes, beginning: Beginning) -> LanguageModel:
    """Return a new model of these sizes, with random numbers.

    Args:
        sizes: of any model.
        beginning: how the numbers are drawn, and their precision.
    """
    match sizes:
        case BigramSizes():
            return Bigram.initial(sizes, beginning)
        case MlpSizes():
            return Mlp.initial(sizes, beginning)
        case TransformerSizes():
            return Transformer.initial(sizes, beginning)
        case _:
            assert_never(sizes)
