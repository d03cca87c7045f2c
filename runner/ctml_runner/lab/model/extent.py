"""Extent: how many numbers a model of some sizes has, counted before any of them is made."""

from typing import assert_never

from ctml.models import BigramSizes, MlpSizes, ModelSizes, TransformerSizes
from ctml_runner.lab.config import ConfigFile

MOST = 100_000_000
"""What a model may have; a step needs each four times: itself, its slope, and what AdamW keeps."""

_A_BLOCK = 12
"""Tables of width by width in a block: four for attention, eight for the feed-forward layer."""


def require_extent(file: ConfigFile, sizes: ModelSizes) -> None:
    """Do nothing, if a model of these sizes has a chance to be trained here.

    Raises:
        LearnerError: it would have more than ``MOST`` numbers in its tables.
    """
    numbers = numbers_in_tables(sizes)
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
