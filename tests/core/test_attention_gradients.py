"""Every gradient written by hand is the slope that is measured, for every number."""

from collections.abc import Callable, Mapping

import numpy as np
import pytest
from tests.core import small_transformers as small
from tests.core.slopes import assert_layer_slopes, assert_slopes, drawn

from ctml.attention import (
    AttentionMask,
    Chain,
    Hidden,
    Key,
    Layer,
    Named,
    NormPlacement,
    Query,
    Residual,
    SequenceEmbedding,
    Transformer,
    Value,
    attend,
    attend_backward,
    next_token_loss,
    next_token_loss_gradient,
)
from ctml.domain import FloatArray, NamedArrays
from ctml.tensor import Matrix

LAYERS: dict[str, Callable[[], Layer]] = {
    "layer_norm": small.layer_norm,
    "feed_forward": small.feed_forward,
    "multi_head": small.multi_head,
    "residual": lambda: Residual(small.feed_forward()),
    "named": lambda: Named("inner", small.layer_norm()),
    "chain": lambda: Chain([small.layer_norm(), small.feed_forward(), small.multi_head()]),
    "pre_norm_block": lambda: small.block(NormPlacement.PRE),
    "post_norm_block": lambda: small.block(NormPlacement.POST),
}


@pytest.mark.parametrize("name", LAYERS)
def test_a_layers_gradients_are_its_slopes(name: str) -> None:
    assert_layer_slopes(LAYERS[name](), small.hidden())


def test_the_gradients_of_one_head_are_its_slopes_with_fewer_queries_than_keys() -> None:
    at = {"query": drawn(1, (3, 4)), "key": drawn(2, (5, 4)), "value": drawn(3, (5, 4))}
    mask = AttentionMask(np.tri(3, 5, 1, dtype=np.bool))
    weights = drawn(4, (3, 4))

    def loss(values: Mapping[str, FloatArray]) -> float:
        query, key = Query(Matrix(values["query"])), Key(Matrix(values["key"]))
        mixed = attend(query, key, Value(Matrix(values["value"])), mask)
        return float((mixed.values * weights).sum())

    query, key = Query(Matrix(at["query"])), Key(Matrix(at["key"]))
    found = attend_backward(query, key, Value(Matrix(at["value"])), mask, Matrix(weights))
    claimed = {
        "query": found.query.values,
        "key": found.key.values,
        "value": found.value.values,
    }
    assert_slopes(claimed, loss, at)


def test_the_readouts_gradients_are_its_slopes() -> None:
    readout, hidden, weights = small.readout(), small.hidden(), drawn(3, (5, 5))

    def loss(values: Mapping[str, FloatArray]) -> float:
        arrays = NamedArrays({name: values[name] for name in ("weight", "bias")})
        given = Hidden(Matrix(values["input"]))
        return float((readout.with_arrays(arrays)(given).values * weights).sum())

    gradient = readout.backward(hidden, Matrix(weights))
    claimed = {"input": gradient.of_input.values, **gradient.of_parameters}
    assert_slopes(claimed, loss, {"input": hidden.matrix.values, **readout.arrays})


def test_the_embeddings_gradient_is_its_slope_also_for_a_repeated_token() -> None:
    tokens, weights = small.text(1, 3, 1), drawn(3, (3, 4))

    def loss(values: Mapping[str, FloatArray]) -> float:
        embedded = SequenceEmbedding(Matrix(values["table"]))(tokens)
        return float((embedded.matrix.values * weights).sum())

    at = {"table": drawn(5, (4, 4))}
    claimed = SequenceEmbedding(Matrix(at["table"])).backward(tokens, Matrix(weights))
    assert_slopes({"table": claimed}, loss, at)
    assert claimed[[0, 2]].tolist() == [[0.0] * 4] * 2


def test_the_gradient_of_the_loss_is_its_slope_at_each_position() -> None:
    targets, at = small.text(0, 2, 1), {"logits": drawn(1, (3, 4))}
    claimed = next_token_loss_gradient(Matrix(at["logits"]), targets).values

    def loss(values: Mapping[str, FloatArray]) -> float:
        return next_token_loss(Matrix(values["logits"]), targets).value

    assert_slopes({"logits": claimed}, loss, at)
    np.testing.assert_allclose(claimed.sum(axis=1), 0, atol=1e-16)


@pytest.mark.parametrize("placement", NormPlacement)
def test_every_gradient_of_a_whole_transformer_is_its_slope(placement: NormPlacement) -> None:
    parameters = small.parameters(placement)

    def loss(values: Mapping[str, FloatArray]) -> float:
        moved = parameters.with_arrays(NamedArrays(values))
        return Transformer(moved).loss(small.EXAMPLE).value

    claimed = Transformer(parameters).gradient(small.EXAMPLE)
    assert_slopes(claimed, loss, parameters.arrays)
