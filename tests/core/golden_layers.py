"""What tensors and layers are compared in with PyTorch."""

from collections.abc import Mapping

import numpy as np
from tests.core.golden_graph import At, Graph, of_module, row

from ctml.domain import ModelDimension, VocabSize
from ctml.nn import (
    BatchNorm,
    Beginning,
    Conv2d,
    Embedding,
    Eval,
    GeluErf,
    GeluTanh,
    LayerNorm,
    Linear,
    LstmCell,
    MaxPool2d,
    MeanPool2d,
    RnnCell,
    RotaryPositions,
    SelfAttention,
    SinusoidalPositions,
    Train,
    TransformerBlock,
    cross_entropy,
    mean_squared_error,
    unrolled,
)
from ctml.tensor import (
    Tensor,
    constant,
    cubed,
    erf,
    exp,
    joined,
    largest,
    log,
    log_softmax,
    masked_softmax,
    mean,
    one_of_each_row,
    permuted,
    relu,
    rows_at,
    sigmoid,
    softmax,
    sqrt,
    squared,
    stacked,
    standardised,
    tanh,
    total,
)

IDS = np.array([[1, 0, 3, 1], [4, 4, 2, 0]])
NEXT = np.array([[0, 3, 1, 2], [4, 2, 0, 5]])
VISIBLE = np.tri(4, dtype=np.bool)
VOCAB, WIDTH = VocabSize(6), ModelDimension(4)
BEGINNING = Beginning.seeded(0)
ROTARY = RotaryPositions()
TABLE = {"table": (5, 4), "other": (5, 2), "upstream": (32 + 5 + 6 + 30,)}


def elementwise(at: At) -> Tensor:
    x = at["x"]
    positive = squared(x) + 0.5
    bends = [exp(x), log(positive), sqrt(positive), cubed(x), tanh(x), sigmoid(x), relu(x), erf(x)]
    return stacked(bends)


def arithmetic(at: At) -> Tensor:
    x, y, z = at["x"], at["y"], at["z"]
    return stacked([x + y, x - z, x * z - y, x / (squared(z) + 0.5), 2 - x, 1.5 / (squared(x) + 1)])


def products(at: At) -> Tensor:
    x, many, one = at["x"], at["many"], at["one"]
    return row(x @ many, x @ one, permuted(one, 1, 0) @ permuted(x, 0, 2, 1))


def reductions(at: At) -> Tensor:
    x = at["x"]
    return row(total(x), mean(x, 1), total(x, 0, 2), largest(x, 2), standardised(x, 0, 2))


def shares(at: At) -> Tensor:
    x = at["x"]
    return stacked([softmax(x), log_softmax(x), masked_softmax(x, VISIBLE)])


def places(at: At) -> Tensor:
    table, other = at["table"], at["other"]
    picked = one_of_each_row(table, np.array([3, 0, 3, 1, 2]))
    return row(rows_at(table, IDS), picked, table[1::2, 1:], joined([table, other], 1))


def activations(at: At) -> Tensor:
    return stacked([GeluErf()(at["x"]), GeluTanh()(at["x"])])


def losses(at: At) -> Tensor:
    surprise = cross_entropy(at["x"], NEXT)
    return row(surprise, mean_squared_error(at["x"], at["wanted"]))


def pooling(at: At) -> Tensor:
    return stacked([MaxPool2d(2)(at["x"]), MeanPool2d(2)(at["x"])])


def rnn(cell: RnnCell, x: Tensor) -> Tensor:
    return stacked(unrolled(cell, cell.start(x), x))


def lstm(cell: LstmCell, x: Tensor) -> Tensor:
    states = unrolled(cell, cell.start(x), x)
    return row(*(one.hidden.tensor for one in states), states[-1].cell.tensor)


def batch_norm(at: At) -> Tensor:
    running = constant(np.array([0.3, -0.2, 0.1])), constant(np.array([1.5, 0.7, 1.1]))
    numbers = at["gain"], at["bias"], *running
    return stacked(
        [BatchNorm(*numbers, Train((0,)))(at["x"]), BatchNorm(*numbers, Eval())(at["x"])]
    )


LAYERS: Mapping[str, Graph] = {
    "tensor_elementwise": Graph({"x": (3, 4), "upstream": (8, 3, 4)}, elementwise),
    "tensor_arithmetic": Graph(
        {"x": (3, 4), "y": (4,), "z": (3, 1), "upstream": (6, 3, 4)}, arithmetic
    ),
    "tensor_products": Graph(
        {"x": (2, 3, 4), "many": (2, 4, 2), "one": (4, 2), "upstream": (36,)}, products
    ),
    "tensor_reductions": Graph({"x": (2, 3, 4), "upstream": (1 + 8 + 3 + 6 + 24,)}, reductions),
    "tensor_shares": Graph({"x": (2, 4, 4), "upstream": (3, 2, 4, 4)}, shares),
    "tensor_places": Graph(TABLE, places),
    "nn_linear": of_module(
        Linear.initial(4, 3, BEGINNING), lambda one, x: one(x), 2, 3, 3, x=(2, 3, 4)
    ),
    "nn_embedding": of_module(
        Embedding.initial(VOCAB, WIDTH, BEGINNING), lambda one: one(IDS), 2, 4, 4
    ),
    "nn_activations": Graph({"x": (3, 4), "upstream": (2, 3, 4)}, activations),
    "nn_losses": Graph({"x": (2, 4, 6), "wanted": (2, 4, 6), "upstream": (2,)}, losses),
    "nn_layer_norm": of_module(
        LayerNorm.initial(WIDTH, BEGINNING), lambda one, x: one(x), 2, 3, 4, x=(2, 3, 4)
    ),
    "nn_batch_norm": Graph(
        {"gain": (3,), "bias": (3,), "x": (4, 3, 2, 2), "upstream": (2, 4, 3, 2, 2)}, batch_norm
    ),
    "nn_convolution": of_module(
        Conv2d.initial(2, 3, 3, BEGINNING, padding=1),
        lambda one, x: Conv2d(one.weight, one.bias, 2, 1)(x),
        2,
        3,
        3,
        2,
        x=(2, 2, 5, 4),
    ),
    "nn_pooling": Graph({"x": (2, 2, 5, 4), "upstream": (2, 2, 2, 2, 2)}, pooling),
    "nn_rnn": of_module(RnnCell.initial(3, 2, BEGINNING), rnn, 4, 2, 2, x=(2, 4, 3)),
    "nn_lstm": of_module(LstmCell.initial(3, 2, BEGINNING), lstm, 20, x=(2, 4, 3)),
    "nn_attention": of_module(
        SelfAttention.initial(WIDTH, 2, BEGINNING), lambda one, x: one(x), 2, 3, 4, x=(2, 3, 4)
    ),
    "nn_rotary": Graph({"x": (2, 3, 4), "upstream": (2, 3, 4)}, lambda at: ROTARY(at["x"])),
    "nn_sinusoidal": Graph(
        {"x": (2, 3, 4), "upstream": (2, 3, 4)}, lambda at: SinusoidalPositions()(at["x"])
    ),
    "nn_block": of_module(
        TransformerBlock.initial(WIDTH, 2, BEGINNING), lambda one, x: one(x), 2, 3, 4, x=(2, 3, 4)
    ),
}
