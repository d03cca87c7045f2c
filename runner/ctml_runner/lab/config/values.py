"""The config as values: every table and key, its default, and its meaning."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from ctml_runner.lab.config.models import Model

VERSION = 1
"""The form of a config that this ctml reads; it is raised when a key changes its meaning."""


class Schedule(StrEnum):
    """How the learning rate changes from step to step."""

    CONSTANT = "constant"
    COSINE = "warmup-cosine"


class Engine(StrEnum):
    """What computes a step of the transformer."""

    FUSED = "fused"
    READABLE = "readable"


class Training(Struct, frozen=True, forbid_unknown_fields=True):
    """What is learned from, and how."""

    corpus: Annotated[
        str,
        Meta(
            description="What to learn from: python-docs, own-words or digits, which are always"
            " there, or a path, which counts from the config's folder."
        ),
    ]
    learning_rate: Annotated[
        float, Meta(gt=0, description="How far a step goes; with a schedule, at its highest.")
    ]
    steps: Annotated[int, Meta(ge=1, description="How many steps to take.")] | None = None
    epochs: (
        Annotated[
            float,
            Meta(gt=0, description="In place of steps: how often all of the corpus is seen."),
        ]
        | None
    ) = None
    schedule: Annotated[Schedule, Meta(description="How the learning rate changes.")] = (
        Schedule.CONSTANT
    )
    floor: (
        Annotated[
            float,
            Meta(gt=0, description="Where warmup-cosine ends; a tenth of the learning rate."),
        ]
        | None
    ) = None
    warmup: Annotated[
        int, Meta(ge=0, description="Steps until warmup-cosine has reached the learning rate.")
    ] = 0
    beta2: Annotated[
        float, Meta(ge=0, lt=1, description="How much AdamW keeps of the mean of squares.")
    ] = 0.999
    decay: Annotated[
        float, Meta(ge=0, description="How strongly AdamW pulls every number towards 0.")
    ] = 0.0
    clip: (
        Annotated[float, Meta(gt=0, description="A gradient longer than this is shortened.")] | None
    ) = None
    batch: Annotated[int, Meta(ge=1, description="Windows, or pictures, in one step.")] = 32
    context: Annotated[int, Meta(ge=1, description="Tokens that the model sees at once.")] = 64
    seed: Annotated[int, Meta(ge=0, description="Where chance begins.")] = 0
    validation: Annotated[
        float, Meta(gt=0, lt=1, description="The share that is only used to judge.")
    ] = 0.1
    log_every: Annotated[int, Meta(ge=1, description="Steps from one line of the log on.")] = 50
    sample_every: Annotated[
        int, Meta(ge=0, description="Steps from one sample to the next; 0: none.")
    ] = 0
    engine: Annotated[
        Engine,
        Meta(description="What computes the steps. fused: the fastest there is for the model."),
    ] = Engine.FUSED
    workers: Annotated[
        int, Meta(ge=1, le=64, description="How many processes share the work of the fused engine.")
    ] = 1


class Sampling(Struct, frozen=True, forbid_unknown_fields=True):
    """How the next token is chosen when the model writes."""

    temperature: Annotated[
        float, Meta(ge=0, description="0: always the likeliest token; 1: as the model says.")
    ] = 0.8
    top_k: Annotated[
        int, Meta(ge=0, description="Only so many of the likeliest tokens; 0: any number.")
    ] = 0
    top_p: Annotated[
        float, Meta(gt=0, le=1, description="Only the likeliest, until they make up this much.")
    ] = 1.0
    repetition_penalty: Annotated[
        float, Meta(gt=0, description="Above 1, what was there before is less likely.")
    ] = 1.0
    seed: Annotated[int, Meta(ge=0, description="Where chance begins.")] = 0
    max_tokens: Annotated[int, Meta(ge=1, description="How many tokens it writes.")] = 200


class Weights(Struct, frozen=True, forbid_unknown_fields=True):
    """Where what was learned is kept."""

    path: Annotated[
        str,
        Meta(
            description="The file of the weights, from the config's folder; the log and the"
            " tokenizer's merges go with it."
        ),
    ]


class Config(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that a training needs to be told."""

    model: Model
    training: Training
    weights: Weights
    sampling: Sampling = Sampling()
    version: int = VERSION

    @property
    def model_name(self) -> str:
        """What the model is called."""
        return str(self.model.__struct_config__.tag)
