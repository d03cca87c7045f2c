"""Data: what models learn from, as values.

A ``Corpus`` is a text; ``Windows`` of its tokens are questions with known answers.
``LabelledImages`` are pictures and what they show. Both are ``Examples``: they can be split in two,
and taken in batches, in order, shuffled, or drawn.
"""

from ctml.data.amounts import BatchSize, Seed, WindowLength
from ctml.data.batches import Draw, in_order, shuffled
from ctml.data.corpora import (
    CORPORA,
    TINY_SHAKESPEARE_SHA256,
    corpus_named,
    file_corpus,
    own_words,
    python_docs,
    tiny_shakespeare,
)
from ctml.data.corpus import Corpus
from ctml.data.digits import digits
from ctml.data.examples import Examples
from ctml.data.idx import read_idx
from ctml.data.image_batch import ImageBatch
from ctml.data.labelled_images import LabelledImages, Pixels
from ctml.data.mnist import mnist
from ctml.data.split import Split, split_images, split_stream
from ctml.data.window_batch import WindowBatch
from ctml.data.windows import Windows

__all__ = [
    "CORPORA",
    "TINY_SHAKESPEARE_SHA256",
    "BatchSize",
    "Corpus",
    "Draw",
    "Examples",
    "ImageBatch",
    "LabelledImages",
    "Pixels",
    "Seed",
    "Split",
    "WindowBatch",
    "WindowLength",
    "Windows",
    "corpus_named",
    "digits",
    "file_corpus",
    "in_order",
    "mnist",
    "own_words",
    "python_docs",
    "read_idx",
    "shuffled",
    "split_images",
    "split_stream",
    "tiny_shakespeare",
]
