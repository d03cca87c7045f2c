"""Extent: how many numbers a model of some sizes has, counted before any of them is made."""

from typing import assert_never

from ctml.data import LabelledImages
from ctml.models import BigramSizes, MlpSizes, ModelSizes, TransformerSizes
from ctml_runner.lab.config import ConfigFile, ImageMlp, ImageModel, LeNet

MOST = 100_000_000
"""What a model may have; a step needs each four times: itself, its slope, and what AdamW keeps."""

_A_BLOCK = 12
"""Tables of width by width in a block: four for attention, eight for the feed-forward layer."""

_MAPS = 16
"""How many small pictures LeNet makes of one, each a quarter as high and as wide."""


def require_extent(file: ConfigFile, numbers: int) -> None:
    """Do nothing, if a model with so many numbers has a chance to be trained here.

    Args:
        file: the config.
        numbers: how many its tables would have.

    Raises:
        LearnerError: they are more than ``MOST``.
    """
    if numbers > MOST:
        what = f"[model] its tables would have {numbers:,} numbers; {MOST:,} are the most"
        step = "make the sizes below [model] smaller"
        raise file.wrong(what, "model", next_step=step)


def numbers_in_tables(sizes: ModelSizes) -> int:
    """Return how many numbers its tables have; biases and the like add little.

    Args:
        sizes: of any language model.
    """
    vocab, context = sizes.vocab.size, sizes.context.length
    match sizes:
        case BigramSizes():
            return vocab * vocab
        case MlpSizes(width=width, hidden=hidden):
            return vocab * width.size + context * width.size * hidden + hidden * vocab
        case TransformerSizes(width=width, blocks=blocks):
            return 2 * vocab * width.size + blocks.count * _A_BLOCK * width.size**2
        case _:
            assert_never(sizes)


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
