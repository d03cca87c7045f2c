"""The sweep: the same training at three sizes of the model, held against each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

import msgspec

from ctml_runner.lab.config import (
    SWEEP,
    Bigram,
    ConfigFile,
    ImageMlp,
    LeNet,
    Mlp,
    Model,
    Transformer,
    Weights,
)

SIZES = (("small", 1), ("medium", 2), ("large", 4))
"""How the three are called, and how wide they are in halves of what the config says."""


@dataclass(frozen=True, slots=True)
class Size:
    """One of the trainings of a sweep.

    Attributes:
        name: what it is called.
        file: the config, with sizes and weights of its own.
    """

    name: str
    file: ConfigFile


def sizes_of(file: ConfigFile) -> Iterator[Size]:
    """Yield a config at half its width, at its width, and at twice its width.

    Raises:
        LearnerError: the model has no width.
    """
    for name, halves in SIZES:
        model = _scaled(file, file.config.model, halves)
        told = file.config.weights.path
        stem, dot, ending = told.rpartition(".")
        path = f"{stem}-{name}.{ending}" if dot else f"{told}-{name}"
        config = msgspec.structs.replace(file.config, model=model, weights=Weights(path))
        yield Size(name, file.with_config(config, SWEEP))


def _scaled(file: ConfigFile, model: Model, halves: int) -> Model:
    match model:
        case Transformer(width=width, heads=heads):
            wide = max(width * halves // (2 * heads), 2) * heads
            return msgspec.structs.replace(model, width=wide)
        case Mlp(width=width, hidden=hidden):
            return msgspec.structs.replace(
                model, width=max(width * halves // 2, 1), hidden=max(hidden * halves // 2, 1)
            )
        case ImageMlp(hidden=hidden) | LeNet(hidden=hidden):
            return msgspec.structs.replace(model, hidden=max(hidden * halves // 2, 1))
        case Bigram():
            raise file.wrong(
                "--sweep: a bigram model has no width; its table is as large as its vocabulary",
                "model",
                "name",
                next_step="ctml train configs/mlp.toml --sweep",
            )
        case _:
            assert_never(model)
