"""Extent: how many numbers a model of some sizes has, counted before any of them is made."""

from bisect import bisect_right
from collections.abc import Callable
from typing import TypeVar, assert_never

from msgspec.structs import asdict, replace

from ctml.data import LabelledImages
from ctml_runner.lab.config import (
    Bigram,
    ConfigFile,
    ImageMlp,
    ImageModel,
    LeNet,
    Mlp,
    TextModel,
    Transformer,
)
from ctml_runner.lab.model.memory import memory

MOST = 100_000_000
"""What a model may have."""

_HELD = 4
"""A training holds each four times: itself, its slope, and the two that AdamW remembers."""

_SIZES = ("width", "hidden", "blocks", "vocab_size")
"""The keys that a model grows with."""

_A_BLOCK = 12
"""Tables of width by width in a block: four for attention, eight for the feed-forward layer."""

_MAPS = 16
"""How many small pictures LeNet makes of one, each a quarter as high and as wide."""

M = TypeVar("M", TextModel, ImageModel)


def require_extent(file: ConfigFile, model: M, numbers: Callable[[M], int]) -> None:
    """Do nothing, if a model has a chance to be trained here.

    The size that is furthest beyond what it is if nothing is set is the one to make smaller.

    Args:
        file: the config.
        model: what it says of the model.
        numbers: how many a model has.

    Raises:
        LearnerError: they are more than ``MOST``.
    """
    made = numbers(model)
    if made <= MOST:
        return
    usual = asdict(type(model)())
    told = {name: value for name, value in asdict(model).items() if name in _SIZES}
    key = max(told, key=lambda one: told[one] / usual[one])
    what = f"[model] {key} = {told[key]} would make {made:,} numbers"
    what += f", which take {memory(_HELD * made)} in training; {MOST:,} are the most"
    fits = _largest(model, key, told[key], numbers)
    step = f"write: {key} = {fits}" if fits else "make the sizes below [model] smaller"
    raise file.wrong(what, "model", key, next_step=step)


def _largest(model: M, key: str, told: int, numbers: Callable[[M], int]) -> int:
    """Return the largest value of a key with which a model fits; 0 if none does."""
    every = 1
    if isinstance(model, Transformer) and key == "width":
        every = 2 * model.heads  # so that each head has as many, and rotary positions find pairs

    def made(value: int) -> int:
        return numbers(replace(model, **{key: value}))

    return bisect_right(range(every, min(told, MOST), every), MOST, key=made) * every


def numbers_in_tables(model: TextModel, vocab: int, context: int) -> int:
    """Return how many numbers its tables have; biases and the like add little.

    Args:
        model: what the config says.
        vocab: how many tokens the tokenizer has.
        context: how many tokens the model sees at once.
    """
    match model:
        case Bigram():
            return vocab * vocab
        case Mlp(width=width, hidden=hidden):
            return vocab * width + context * width * hidden + hidden * vocab
        case Transformer(width=width, blocks=blocks):
            return 2 * vocab * width + blocks * _A_BLOCK * width**2
        case _:
            assert_never(model)


def numbers_for_pictures(model: ImageModel, images: LabelledImages) -> int:
    """Return how many numbers the tables of a model of pictures have; LeNet's windows add little.

    Args:
        model: what the config says.
        images: what it learns from; only their size and classes are looked at.
    """
    _, height, width = images.pixels.shape
    match model:
        case ImageMlp(hidden=hidden):
            return (height * width + images.classes) * hidden
        case LeNet(hidden=hidden):
            return (_MAPS * (height // 4) * (width // 4) + images.classes) * hidden
        case _:
            assert_never(model)
