"""What the core is compared in with PyTorch: for each case, numbers to be given, and our answer.

``tests/oracle`` asks PyTorch the same questions; its answers to one draw of each case are kept in
``golden/``, so that everyday tests need no PyTorch.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from tests.core.golden_layers import LAYERS
from tests.core.golden_models import MODELS

from ctml.attention import (
    AttentionMask,
    FeedForward,
    HeadCount,
    Hidden,
    Key,
    LayerNorm,
    MultiHeadAttention,
    NormPlacement,
    Query,
    TransformerBlock,
    Value,
    attend,
    attend_backward,
    next_token_loss,
    next_token_loss_gradient,
)
from ctml.domain import (
    FloatArray,
    LearningRate,
    Logits,
    NamedArrays,
    Product,
    TokenId,
    TokenSequence,
)
from ctml.optim import Adam, AdamState, AdamW, Optimiser
from ctml.pipeline import Softmax
from ctml.tensor import Matrix, Row

Arrays: TypeAlias = Mapping[str, FloatArray]

STEPS = 10
ADAM = Adam(LearningRate(0.1), beta1=0.8, beta2=0.95)
DECAY = 0.3
HEADS = HeadCount(2)


@dataclass(frozen=True)
class Case:
    """A question, and how the core answers it.

    Attributes:
        shapes: what is drawn at random, by name.
        ours: from what was given to our answer.
    """

    shapes: Mapping[str, tuple[int, ...]]
    ours: Callable[[Arrays], Arrays]

    def draw(self, seed: int) -> dict[str, FloatArray]:
        """Return normal random numbers of the shapes, the same for the same seed."""
        source = np.random.default_rng(seed)
        return {name: source.normal(size=shape) for name, shape in self.shapes.items()}


@dataclass(frozen=True)
class Plain:
    """Parameters that are nothing but arrays."""

    arrays: NamedArrays

    def with_arrays(self, arrays: NamedArrays, /) -> "Plain":
        return replace(self, arrays=arrays)


def softmax(given: Arrays) -> Arrays:
    return {"shares": np.stack([Softmax()(Logits(row)).values for row in given["logits"]])}


def cross_entropy(given: Arrays) -> Arrays:
    logits, targets = given["logits"], TokenSequence(map(TokenId, targets_of(given)))
    loss = next_token_loss(Matrix(logits), targets).value
    gradient = next_token_loss_gradient(Matrix(logits), targets).values
    return {"loss": np.array(loss), "logits": gradient}


def targets_of(given: Arrays) -> list[int]:
    """Return a target for each row: the class of the largest drawn number."""
    return [int(index) for index in given["targets"].argmax(axis=1)]


def layer_norm(given: Arrays) -> Arrays:
    layer, hidden = LayerNorm(Row(given["gain"]), Row(given["bias"])), Hidden(Matrix(given["x"]))
    gradient = layer.backward(hidden, Matrix(given["upstream"]))
    of_input = {"y": layer(hidden).matrix.values, "x": gradient.of_input.values}
    return {**of_input, **gradient.of_parameters}


def attention(given: Arrays) -> Arrays:
    query, key = Query(Matrix(given["query"])), Key(Matrix(given["key"]))
    value, mask = Value(Matrix(given["value"])), AttentionMask(may_attend(given))
    gradient = attend_backward(query, key, value, mask, Matrix(given["upstream"]))
    return {
        "mixed": attend(query, key, value, mask).values,
        "query": gradient.query.values,
        "key": gradient.key.values,
        "value": gradient.value.values,
    }


def may_attend(given: Arrays) -> "np.ndarray[tuple[int, ...], np.dtype[np.bool]]":
    """Return a mask: wherever the drawn number is positive, and the first column."""
    visible = given["mask"] > 0
    visible[:, 0] = True
    return visible


def block(placement: NormPlacement, given: Arrays) -> Arrays:
    """Answer for a whole block; all that is given but ``x`` and ``upstream`` are its arrays."""
    learned = NamedArrays({name: one for name, one in given.items() if name in BLOCK_SHAPES})
    layer, hidden = empty_block(placement).with_arrays(learned), Hidden(Matrix(given["x"]))
    gradient = layer.backward(hidden, Matrix(given["upstream"]))
    of_input = {"y": layer(hidden).matrix.values, "x": gradient.of_input.values}
    return {**of_input, **gradient.of_parameters}


def empty_block(placement: NormPlacement) -> TransformerBlock:
    square, norm = np.zeros((4, 4)), LayerNorm(Row(np.zeros(4)), Row(np.zeros(4)))
    attention = MultiHeadAttention(
        Matrix(square), Matrix(square), Matrix(square), Matrix(square), HEADS
    )
    feed_forward = FeedForward(
        Matrix(np.zeros((4, 6))), Row(np.zeros(6)), Matrix(np.zeros((6, 4))), Row(np.zeros(4))
    )
    return TransformerBlock(norm, attention, norm, feed_forward, placement)


def optimised(optimiser: Optimiser[AdamState], given: Arrays) -> Arrays:
    """Answer with the parameters after each step; the gradients don't depend on them."""
    now = Plain(NamedArrays({name: given[name] for name in ("table", "row")}))
    pair = Product(now, optimiser.start(now))
    seen: dict[str, list[FloatArray]] = {"table": [], "row": []}
    for step in range(STEPS):
        gradient = {name: given[f"gradients of {name}"][step] for name in seen}
        pair = optimiser.step(pair, NamedArrays(gradient))
        for name, history in seen.items():
            history.append(pair.first.arrays[name])
    return {name: np.stack(history) for name, history in seen.items()}


BLOCK_SHAPES = {name: array.shape for name, array in empty_block(NormPlacement.PRE).arrays.items()}
BLOCK_GIVEN = {"x": (3, 4), "upstream": (3, 4), **BLOCK_SHAPES}
OPTIMISED_GIVEN = {
    "table": (2, 3),
    "row": (2,),
    "gradients of table": (STEPS, 2, 3),
    "gradients of row": (STEPS, 2),
}

CASES: Mapping[str, Case] = {
    "softmax": Case({"logits": (3, 5)}, softmax),
    "cross_entropy": Case({"logits": (4, 5), "targets": (4, 5)}, cross_entropy),
    "layer_norm": Case({"x": (3, 8), "gain": (8,), "bias": (8,), "upstream": (3, 8)}, layer_norm),
    "attention": Case(
        {"query": (3, 4), "key": (5, 4), "value": (5, 4), "mask": (3, 5), "upstream": (3, 4)},
        attention,
    ),
    "pre_norm_block": Case(BLOCK_GIVEN, lambda given: block(NormPlacement.PRE, given)),
    "post_norm_block": Case(BLOCK_GIVEN, lambda given: block(NormPlacement.POST, given)),
    "adam": Case(OPTIMISED_GIVEN, lambda given: optimised(ADAM, given)),
    "adamw": Case(OPTIMISED_GIVEN, lambda given: optimised(AdamW(ADAM, DECAY), given)),
    **{name: Case(graph.shapes, graph.answer) for name, graph in {**LAYERS, **MODELS}.items()},
}
