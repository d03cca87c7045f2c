"""What is timed of the core, in a process of its own whose BLAS has one thread.

It is run as ``python core_model.py train 2`` for two workers: a line with a number of rounds comes
in, a line with the seconds of each goes out.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np

from ctml.attention import BlockCount, HeadCount
from ctml.data import WindowBatch, WindowLength
from ctml.domain import LearningRate, ModelDimension, TokenId, TokenStream, VocabSize
from ctml.inference import EmptyCache
from ctml.models import FusedEngine, TrainingRule, Transformer, TransformerSizes
from ctml.nn import Beginning
from ctml.optim import Adam, AdamW
from ctml.tensor import Precision


def model(context: int) -> Transformer:
    """Return four layers, four heads, a width of 128 and a vocabulary of 256."""
    sizes = TransformerSizes(
        VocabSize(256), WindowLength(context), ModelDimension(128), HeadCount(4), BlockCount(4)
    )
    return Transformer.initial(sizes, Beginning.seeded(1, precision=Precision.SINGLE))


@contextmanager
def training(texts: int, length: int, workers: int) -> Iterator[Callable[[], None]]:
    """Give one step of training, with the loss as a number at its end."""
    tokens, targets = np.random.default_rng(1).integers(0, 256, (2, texts, length))
    batch, rate = WindowBatch(tokens, targets), LearningRate(1e-4)
    rule = TrainingRule(AdamW(Adam(rate)))

    with FusedEngine(model(length), rule, workers) as engine:

        def step() -> None:
            engine.step(batch, rate)

        yield step


@contextmanager
def generating(context: int) -> Iterator[Callable[[], None]]:
    """Give the greedy generation of a whole window from a prompt of one token."""
    empty = EmptyCache(model(context))

    def window() -> None:
        reading = empty.prefill(TokenStream([1]))
        for _ in range(context - 1):
            reading = reading.decode(TokenId(int(reading.logits.values.argmax())))
        reading.logits.values.argmax()

    yield window


def main() -> None:
    """Answer with the seconds of each round."""
    timed = training(16, 64, int(sys.argv[2])) if sys.argv[1] == "train" else generating(256)
    with timed as work:
        for line in sys.stdin:
            seconds: list[float] = []
            for _ in range(int(line)):
                began = time.perf_counter()
                work()
                seconds.append(time.perf_counter() - began)
            print(*seconds, flush=True)


if __name__ == "__main__":
    main()
