"""The same transformer as someone would write it with PyTorch, for speed, and what is timed of it.

It runs in the environment of ``make test-oracle``, as ``python torch_model.py train 2`` does: a
line with a number of rounds comes in, a line with the seconds of each goes out.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch.nn import functional

LAYERS, HEADS, WIDTH, VOCABULARY = 4, 4, 128, 256


@dataclass(frozen=True, slots=True)
class Block:
    """The tables of a block; one for queries, keys and values together."""

    norm: tuple[torch.Tensor, torch.Tensor]
    qkv: torch.Tensor
    output: torch.Tensor
    second_norm: tuple[torch.Tensor, torch.Tensor]
    inner: tuple[torch.Tensor, torch.Tensor]
    outer: tuple[torch.Tensor, torch.Tensor]


@dataclass(frozen=True, slots=True)
class Cache:
    """Keys and values of a block, [1, H, C, d] each, for as many positions as there may be."""

    keys: torch.Tensor
    values: torch.Tensor


class Model:
    """Learned positions, norms before, GELU in its tanh form, a readout of its own."""

    def __init__(self, context: int) -> None:
        torch.manual_seed(1)
        self.parameters: list[torch.Tensor] = []
        self.embedding, self.places = self.table(VOCABULARY, WIDTH), self.table(context, WIDTH)
        self.blocks = [self.block() for _ in range(LAYERS)]
        self.norm = self.norm_of(WIDTH)
        self.readout = self.table(VOCABULARY, WIDTH), self.zeros(VOCABULARY)

    def kept(self, numbers: torch.Tensor) -> torch.Tensor:
        self.parameters.append(numbers.requires_grad_())
        return numbers

    def table(self, *shape: int) -> torch.Tensor:
        return self.kept(torch.randn(*shape) * WIDTH**-0.5)

    def zeros(self, size: int) -> torch.Tensor:
        return self.kept(torch.zeros(size))

    def norm_of(self, size: int) -> tuple[torch.Tensor, torch.Tensor]:
        return self.kept(torch.ones(size)), self.zeros(size)

    def block(self) -> Block:
        return Block(
            self.norm_of(WIDTH),
            self.table(3 * WIDTH, WIDTH),
            self.table(WIDTH, WIDTH),
            self.norm_of(WIDTH),
            (self.table(4 * WIDTH, WIDTH), self.zeros(4 * WIDTH)),
            (self.table(WIDTH, 4 * WIDTH), self.zeros(WIDTH)),
        )

    def scores(self, tokens: torch.Tensor, caches: list[Cache] | None, start: int) -> torch.Tensor:
        x = (
            functional.embedding(tokens, self.embedding)
            + self.places[start : start + tokens.shape[1]]
        )
        for i, block in enumerate(self.blocks):
            normed = functional.layer_norm(x, (WIDTH,), *block.norm)
            x = x + attended(block, normed, caches[i] if caches else None, start)
            inner = functional.linear(
                functional.layer_norm(x, (WIDTH,), *block.second_norm), *block.inner
            )
            x = x + functional.linear(functional.gelu(inner, approximate="tanh"), *block.outer)
        if caches:
            x = x[:, -1:]
        return functional.linear(functional.layer_norm(x, (WIDTH,), *self.norm), *self.readout)


def attended(block: Block, x: torch.Tensor, cache: Cache | None, start: int) -> torch.Tensor:
    texts, length, _ = x.shape
    parts = functional.linear(x, block.qkv).view(texts, length, 3, HEADS, WIDTH // HEADS)
    query, key, value = parts.permute(2, 0, 3, 1, 4)
    if cache:
        end = start + length
        cache.keys[:, :, start:end], cache.values[:, :, start:end] = key, value
        key, value = cache.keys[:, :, :end], cache.values[:, :, :end]
    gathered = functional.scaled_dot_product_attention(query, key, value, is_causal=length > 1)
    return functional.linear(gathered.transpose(1, 2).reshape(texts, length, WIDTH), block.output)


def training(texts: int, length: int) -> Callable[[], None]:
    """Return one step of training, with the loss as a number at its end."""
    model = Model(length)
    tokens = torch.randint(0, VOCABULARY, (texts, length))
    targets = torch.randint(0, VOCABULARY, (texts, length))
    optimiser = torch.optim.AdamW(model.parameters, lr=1e-4, fused=True)

    def step() -> None:
        optimiser.zero_grad(set_to_none=True)
        scores = model.scores(tokens, None, 0)
        loss = functional.cross_entropy(scores.view(-1, VOCABULARY), targets.view(-1))
        loss.backward()
        optimiser.step()
        loss.item()

    return step


def generating(context: int) -> Callable[[], None]:
    """Return the greedy generation of a whole window from a prompt of one token."""
    model = Model(context)
    shape = (1, HEADS, context, WIDTH // HEADS)
    caches = [Cache(torch.zeros(shape), torch.zeros(shape)) for _ in range(LAYERS)]

    def window() -> None:
        with torch.inference_mode():
            token = torch.tensor([[1]])
            for place in range(context):
                token = model.scores(token, caches, place)[:, -1].argmax(-1, keepdim=True)
                token.item()

    return window


def main() -> None:
    """Answer with the seconds of each round."""
    torch.set_num_threads(int(sys.argv[2]))
    work = training(16, 64) if sys.argv[1] == "train" else generating(256)
    for line in sys.stdin:
        seconds: list[float] = []
        for _ in range(int(line)):
            began = time.perf_counter()
            work()
            seconds.append(time.perf_counter() - began)
        print(*seconds, flush=True)


if __name__ == "__main__":
    main()
