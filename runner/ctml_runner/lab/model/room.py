"""Room: how many numbers one step makes beside the model's own, counted before it is taken."""

from bisect import bisect_right
from typing import assert_never

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
"""What a step may make; it holds them more than once, as scores, as shares and as slopes."""

_JUDGED = 256
"""How many pictures are judged at once, however few are learned from at once."""

_IN_A_BLOCK = 12
"""Rows of a width that a block makes for each place: those of attention, and the wide ones."""

_IN_WINDOWS = 39
"""Numbers that LeNet makes for each point: 9 + 8 at full size, 72 + 16 at a quarter of it."""


def require_room(file: ConfigFile, model: TextModel, vocab: int) -> None:
    """Do nothing, if a step on a batch of windows has a chance to find room here.

    Args:
        file: the config.
        model: what it says of the model.
        vocab: how many tokens the tokenizer has.

    Raises:
        LearnerError: it would make more than ``MOST`` numbers.
    """
    batch, context = file.config.training.batch, file.config.training.context
    in_a_window = numbers_in_window(model, vocab, context)
    if batch * in_a_window <= MOST:
        return
    told = f"batch = {batch}, context = {context} and a vocab_size of {vocab}"
    if in_a_window <= MOST:
        step = f"write: batch = {MOST // in_a_window}   (or a smaller context or vocab_size)"
    else:
        fits = bisect_right(
            range(1, context), MOST, key=lambda length: numbers_in_window(model, vocab, length)
        )
        step = f"write: batch = 1 and context = {fits}   (or a smaller vocab_size or model)"
    what = _too_many("training", told, batch * in_a_window)
    raise file.wrong(what, "training", "batch", next_step=step)


def numbers_in_window(model: TextModel, vocab: int, context: int) -> int:
    """Return how many numbers a step makes of one window; it has scores at each of its places.

    Args:
        model: what the config says.
        vocab: how many tokens there are.
        context: how many tokens a window has.
    """
    match model:
        case Bigram():
            return context * vocab
        case Mlp(width=width, hidden=hidden):
            return context * (vocab + context * width + hidden)
        case Transformer(width=width, heads=heads, blocks=blocks):
            return context * (vocab + blocks * (_IN_A_BLOCK * width + heads * context))
        case _:
            assert_never(model)


def require_room_for_pictures(file: ConfigFile, model: ImageModel, images: LabelledImages) -> None:
    """Do nothing, if a step on a batch of pictures has a chance to find room here.

    Args:
        file: the config.
        model: what it says of the model.
        images: what it learns from; only their size is looked at.

    Raises:
        LearnerError: it would make more than ``MOST`` numbers.
    """
    batch, each = file.config.training.batch, numbers_in_picture(model, images)
    at_once = max(batch, _JUDGED)
    if at_once * each <= MOST:
        return
    if at_once == _JUDGED:
        fits = max(model.hidden - (each - MOST // _JUDGED), 1)
        told = f"hidden = {model.hidden} and the {_JUDGED} pictures that are judged at once"
        what = _too_many("model", told, at_once * each)
        raise file.wrong(what, "model", "hidden", next_step=f"write: hidden = {fits}")
    told = f"batch = {batch} and hidden = {model.hidden}"
    step = f"write: batch = {max(MOST // each, 1)}   (or a smaller hidden)"
    what = _too_many("training", told, at_once * each)
    raise file.wrong(what, "training", "batch", next_step=step)


def numbers_in_picture(model: ImageModel, images: LabelledImages) -> int:
    """Return how many numbers a step makes of one picture.

    Args:
        model: what the config says.
        images: what it learns from; only their size is looked at.
    """
    _, height, width = images.pixels.shape
    match model:
        case ImageMlp(hidden=hidden):
            return height * width + hidden
        case LeNet(hidden=hidden):
            return _IN_WINDOWS * height * width + hidden
        case _:
            assert_never(model)


def _too_many(table: str, told: str, numbers: int) -> str:
    made = f"{told} would make {numbers:,} numbers in one step, {memory(numbers)} at the least"
    return f"[{table}] {made}; {MOST:,} are the most"
