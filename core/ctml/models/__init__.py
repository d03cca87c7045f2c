"""Language models, from counted pairs to a transformer, behind one interface.

In the order in which one reads them:

* ``language_model``: token ids [B, T] to scores [B, T, V], and the loss of a batch;
* ``transformer_sizes``, ``learned_positions``, ``transformer``: the transformer;
* ``registry``: every model by its name and by the type of its sizes;
* ``engine``: what trains a model step by step; ``readable_engine`` does so for any model;
* ``starting``: the fastest engine for a model.
"""

from ctml.models.engine import Engine, EngineState, TrainingRule
from ctml.models.language_model import LanguageModel
from ctml.models.learned_positions import LearnedPositions
from ctml.models.readable_engine import ReadableEngine
from ctml.models.registry import ModelName, ModelSizes, initial_model, name_of
from ctml.models.starting import start_engine
from ctml.models.transformer import Transformer
from ctml.models.transformer_sizes import Positions, TransformerSizes

__all__ = [
    "Engine",
    "EngineState",
    "LanguageModel",
    "LearnedPositions",
    "ModelName",
    "ModelSizes",
    "Positions",
    "ReadableEngine",
    "TrainingRule",
    "Transformer",
    "TransformerSizes",
    "initial_model",
    "name_of",
    "start_engine",
]
