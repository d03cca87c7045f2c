"""What a small transformer learns of Tiny Shakespeare, and in how much time of the processor.

    python benchmarks/shakespeare.py PATH

PATH is a copy of the text, which does not come with ctml. Its bytes are the tokens, and its last
tenth is not learned from: the loss is told there, in nats a byte, over all of it. Exits with 1 if
the loss or the processor's time, of all processes together, is above its bound.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ctml.attention import BlockCount, HeadCount
from ctml.data import BatchSize, Draw, Seed, WindowBatch, WindowLength, Windows, tiny_shakespeare
from ctml.domain import LearningRate, ModelDimension, StepCount, TokenStream, VocabSize
from ctml.models import (
    Engine,
    Positions,
    TrainingRule,
    TransformerSizes,
    initial_model,
    start_engine,
)
from ctml.nn import Beginning
from ctml.optim import Adam, AdamW, ClipByNorm, WarmupCosine
from ctml.tensor import Precision

LOSS, SECONDS = 1.88, 180.0
"""The bounds: nats a byte, and seconds of the processor."""

CONTEXT = WindowLength(64)
SIZES = TransformerSizes(
    VocabSize(256), CONTEXT, ModelDimension(128), HeadCount(4), BlockCount(4), Positions.ROTARY
)
RULE = TrainingRule(AdamW(Adam(LearningRate(1.0), beta2=0.99), decay=0.1), ClipByNorm(1.0))
WINDOWS = BatchSize(16)
PEAK, FLOOR, WARMUP = LearningRate(4e-3), LearningRate(1e-4), StepCount(60)
"""What was found to work well; a peak of 2e-3 with learned positions ends 0.1 higher."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What is learned from and what is judged by.

    Attributes:
        batch: of each step.
        judged: windows of the last tenth, one right after the other.
    """

    batch: Draw[WindowBatch]
    judged: Windows

    @classmethod
    def read(cls, path: Path) -> "Texts":
        ids = np.frombuffer(tiny_shakespeare(path).utf8, np.uint8).astype(np.int64)
        edge = ids.size * 9 // 10
        learned = Windows(TokenStream(ids[:edge]), CONTEXT)
        judged = Windows(TokenStream(ids[edge:]), CONTEXT, CONTEXT.length)
        return cls(Draw(learned, WINDOWS, Seed(1)), judged)

    def every(self, stride: int) -> WindowBatch:
        return self.judged.take(np.arange(0, len(self.judged), stride))


def main() -> int:
    """Train, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", type=Path, help="a copy of Tiny Shakespeare")
    parser.add_argument("--steps", type=int, default=1500, help="as many steps")
    parser.add_argument("--workers", type=int, default=2, help="as many processes")
    given = parser.parse_args()
    model = initial_model(SIZES, Beginning.seeded(1, precision=Precision.SINGLE))
    with start_engine(model, RULE, given.workers) as engine:
        for line in trained(engine, Texts.read(given.path), given.steps):
            print(line, flush=True)
        loss = engine.judge(Texts.read(given.path).every(1)).value
    seconds = processor_seconds()
    print(f"loss {loss:.3f} (at most {LOSS}), processor {seconds:.0f} s (at most {SECONDS:.0f})")
    return 0 if loss <= LOSS and seconds <= SECONDS else 1


def trained(engine: Engine, texts: Texts, steps: int) -> Iterator[str]:
    """Train, and say a line from time to time."""
    schedule = WarmupCosine(PEAK, FLOOR, WARMUP, StepCount(steps))
    for taken in map(StepCount, range(steps)):
        engine.step(texts.batch(taken), schedule(taken))
        if taken.count % 250 == 249:
            yield f"step {taken.count + 1}: {engine.judge(texts.every(8)).value:.3f} on an eighth"


def processor_seconds() -> float:
    """Return the seconds of this process and of those that it started and that have ended."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


if __name__ == "__main__":
    sys.exit(main())
