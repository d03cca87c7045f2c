"""Language models, from counted pairs to a transformer, behind one interface.

In the order in which one reads them:

* ``language_model``: token ids [B, T] to scores [B, T, V], and the loss of a batch;
* ``bigram``, ``counted_bigram``: the next token from the last one, learned or counted;
* ``mlp``: the next token from a window of the last ones;
* ``transformer_sizes``, ``learned_positions``, ``transformer``: the transformer;
* ``registry``: every model by its name and by the type of its sizes;
* ``engine``: what trains a model step by step; ``readable_engine`` does so for any model;
* ``divergence``: where numbers went beyond every float, if they do;
* ``fused``: the transformer's slopes by hand, in several processes, as fast as a framework;
* ``starting``: the fastest engine for a model;
* ``classifier``, ``classifier_mlp``, ``classifier_convolutional``, ``classifier_kinds``,
  ``classifier_step``: the same for pictures, behind an interface as small.
"""

from ctml.models.bigram import Bigram, BigramSizes
from ctml.models.classifier import Classifier
from ctml.models.classifier_convolutional import LeNet
from ctml.models.classifier_kinds import ClassifierKind
from ctml.models.classifier_mlp import ImageMlp
from ctml.models.classifier_step import ClassifierStep
from ctml.models.counted_bigram import bigram_entropy, counted_bigram
from ctml.models.divergence import Watched
from ctml.models.engine import Engine, EngineState, TrainingRule
from ctml.models.fused import FusedEngine
from ctml.models.language_model import LanguageModel
from ctml.models.learned_positions import LearnedPositions
from ctml.models.mlp import Mlp, MlpSizes
from ctml.models.readable_engine import ReadableEngine
from ctml.models.registry import ModelName, ModelSizes, initial_model, name_of
from ctml.models.starting import start_engine
from ctml.models.transformer import Transformer
from ctml.models.transformer_sizes import Positions, TransformerSizes

__all__ = [
    "Bigram",
    "BigramSizes",
    "Classifier",
    "ClassifierKind",
    "ClassifierStep",
    "Engine",
    "EngineState",
    "FusedEngine",
    "ImageMlp",
    "LanguageModel",
    "LeNet",
    "LearnedPositions",
    "Mlp",
    "MlpSizes",
    "ModelName",
    "ModelSizes",
    "Positions",
    "ReadableEngine",
    "TrainingRule",
    "Transformer",
    "TransformerSizes",
    "Watched",
    "bigram_entropy",
    "counted_bigram",
    "initial_model",
    "name_of",
    "start_engine",
]
