"""A config: what to train, on what, and how to sample from it, in one TOML file."""

from ctml_runner.lab.config.config_file import CORPUS, DIGITS, SWEEP, ConfigFile
from ctml_runner.lab.config.models import (
    Bigram,
    ImageMlp,
    ImageModel,
    LeNet,
    Mlp,
    Model,
    TextModel,
    Transformer,
)
from ctml_runner.lab.config.reading import read_config
from ctml_runner.lab.config.values import Config, Engine, Sampling, Schedule, Training, Weights

__all__ = [
    "CORPUS",
    "DIGITS",
    "SWEEP",
    "Bigram",
    "Config",
    "ConfigFile",
    "Engine",
    "ImageMlp",
    "ImageModel",
    "LeNet",
    "Mlp",
    "Model",
    "Sampling",
    "Schedule",
    "TextModel",
    "Training",
    "Transformer",
    "Weights",
    "read_config",
]
