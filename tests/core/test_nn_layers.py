"""What each layer computes, held against closed forms; and the slopes of all, measured."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from tests.core.module_slopes import assert_module_slopes, scattered
from tests.core.slopes import drawn

from ctml.domain import ModelDimension, VocabSize
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError
from ctml.nn import (
    BatchNorm,
    Beginning,
    Dropout,
    Embedding,
    Eval,
    Fan,
    GeluErf,
    GeluTanh,
    LayerNorm,
    Linear,
    Module,
    ReLU,
    Sequential,
    Sigmoid,
    Spread,
    Tanh,
    Train,
    cross_entropy,
    mean_squared_error,
)
from ctml.tensor import Precision, Tensor, constant, gradients, parameter, softmax


def fresh() -> Beginning:
    """Return equal random numbers each time, so that no test depends on another."""
    return Beginning.seeded(1)


TRAIN = Train((3,))
D = ModelDimension(4)


def batch_norm() -> BatchNorm[Train]:
    start = scattered(BatchNorm.initial(4, TRAIN, fresh()))
    return start.observed(constant(drawn(1, (5, 4)) * 3 + 1))


LAYERS: dict[str, tuple[Callable[[], Module], tuple[int, ...]]] = {
    "linear": (lambda: scattered(Linear.initial(4, 3, fresh())), (5, 4)),
    "linear_on_texts": (lambda: scattered(Linear.initial(4, 3, fresh())), (2, 3, 4)),
    "relu": (ReLU, (5, 4)),
    "tanh": (Tanh, (5, 4)),
    "sigmoid": (Sigmoid, (5, 4)),
    "gelu_erf": (GeluErf, (5, 4)),
    "gelu_tanh": (GeluTanh, (5, 4)),
    "layer_norm": (lambda: scattered(LayerNorm.initial(D, fresh())), (2, 3, 4)),
    "dropout": (lambda: Dropout(0.3, TRAIN), (5, 4)),
    "batch_norm_training": (batch_norm, (5, 4)),
    "batch_norm_evaluating": (lambda: batch_norm().evaluating(), (5, 4)),
    "batch_norm_of_images": (batch_norm, (3, 4, 2, 2)),
    "sequential": (
        lambda: Sequential(
            (
                Linear.initial(4, 4, fresh()),
                Tanh(),
                batch_norm(),
            )
        ),
        (5, 4),
    ),
}


def applied(layer: Callable[[Tensor], Tensor], x: Tensor) -> Tensor:
    return layer(x)


@pytest.mark.parametrize("name", LAYERS)
def test_a_layers_slopes_are_those_that_are_measured(name: str) -> None:
    make, shape = LAYERS[name]
    assert_module_slopes(make(), applied, x=drawn(7, shape))


def test_the_embeddings_slope_is_measured_also_for_a_repeated_token() -> None:
    table = Embedding.initial(VocabSize(4), D, fresh())
    indices = np.array([1, 3, 1])
    found = gradients(cross_entropy(table(indices), np.array([0, 1, 2])))
    assert found.of(table.table)[[0, 2]].tolist() == [[0.0] * 4] * 2
    assert_module_slopes(
        Sequential((Linear(table.table, parameter([0.1] * 4)),)), applied, x=np.eye(4)
    )


def test_cross_entropy_has_the_slope_of_probabilities_minus_one_hot() -> None:
    logits, targets = parameter(drawn(1, (3, 4))), np.array([2, 0, 2])
    claimed = gradients(cross_entropy(logits, targets)).of(logits)
    wanted = (softmax(logits).values - np.eye(4)[targets]) / 3
    np.testing.assert_allclose(claimed, wanted, atol=1e-16)


def test_cross_entropy_is_the_surprise_in_nats_also_for_huge_scores() -> None:
    assert math.isclose(
        float(cross_entropy(constant([[0.0, 2.0]]), np.array([1])).values), 0.126928, abs_tol=5e-7
    )
    assert float(cross_entropy(constant([[1e4, 0.0]]), np.array([1])).values) == 1e4
    texts, targets = drawn(1, (2, 3, 4)), np.array([[0, 1, 2], [3, 2, 1]])
    one_by_one = cross_entropy(constant(texts.reshape(6, 4)), targets.reshape(6))
    assert cross_entropy(constant(texts), targets).values == one_by_one.values


def test_losses_refuse_what_does_not_fit() -> None:
    logits = constant(drawn(1, (3, 4)))
    for targets in (np.array([0, 1]), np.array([[0], [1], [2]])):
        with pytest.raises(InvalidShapeError, match="cross_entropy refuses targets"):
            cross_entropy(logits, targets)
    with pytest.raises(InvalidValueError, match="indices from 0 to below 4"):
        cross_entropy(logits, np.array([0, 1, 4]))
    with pytest.raises(InvalidShapeError, match="mean_squared_error refuses shapes"):
        mean_squared_error(logits, constant([[1.0, 2.0, 3.0, 4.0]]))
    with pytest.raises(InvalidTypeError, match="one precision"):
        mean_squared_error(logits, constant(logits.values.tolist(), Precision.SINGLE))


def test_the_two_forms_of_gelu_are_near_each_other_and_not_the_same() -> None:
    x = constant(np.linspace(-5, 5, 1001))
    exact, near = GeluErf()(x).values, GeluTanh()(x).values
    closed = [0.5 * one * math.erfc(-one / math.sqrt(2)) for one in x.values.tolist()]
    np.testing.assert_allclose(exact, closed, atol=1e-15)
    assert 4e-4 < np.abs(exact - near).max() < 5e-4
    np.testing.assert_allclose(GeluErf()(constant([1.0])).values, [0.841344746], atol=1e-9)
    np.testing.assert_allclose(GeluTanh()(constant([1.0])).values, [0.841191991], atol=1e-9)


@pytest.mark.parametrize(("spread", "layer"), [(Spread.XAVIER, None), (Spread.HE, ReLU())])
def test_a_signal_keeps_its_size_through_eight_layers(spread: Spread, layer: ReLU | None) -> None:
    begin = Beginning.seeded(2, spread)
    x = constant(drawn(1, (64, 256)))
    for _ in range(8):
        x = Linear.initial(256, 256, begin)(x)
        x = layer(x) if layer else x
    assert 0.5 < float((x.values**2).mean()) < 2


def test_the_variances_are_those_of_the_papers() -> None:
    fan = Fan(300, 100)
    assert (Spread.XAVIER.variance(fan), Spread.HE.variance(fan)) == (2 / 400, 2 / 300)
    for spread in Spread:
        table = Beginning.seeded(4, spread).table(fan, 300, 100).values
        assert abs(table.var() / spread.variance(fan) - 1) < 0.02
        assert abs(table.mean()) < 1e-3


def test_equal_seeds_begin_alike() -> None:
    one, same, other = (Linear.initial(2, 3, Beginning.seeded(s)).arrays for s in (1, 1, 2))
    assert (one == same, one == other) == (True, False)


def test_dropout_keeps_the_mean_and_leaves_out_its_share() -> None:
    ones = constant(np.ones((200, 200)))
    y = Dropout(0.3, TRAIN)(ones).values
    assert sorted(set(y.ravel().tolist())) == [0.0, 1 / 0.7]
    assert abs((y == 0).mean() - 0.3) < 0.01
    assert abs(y.mean() - 1) < 0.01
    assert Dropout(0.3, Eval())(ones) is ones


def test_the_seed_decides_what_is_left_out_and_no_two_stages_draw_alike() -> None:
    ones = constant(np.ones((20, 20)))
    drop = Dropout(0.5, TRAIN)
    assert drop(ones).values.tolist() == drop(ones).values.tolist()
    assert drop(ones).values.tolist() != drop.training(Train((4,)))(ones).values.tolist()
    twice = Sequential(
        (
            drop,
            drop,
        )
    ).training(TRAIN)
    first, second = (stage(ones).values for stage in twice.stages)
    assert first.tolist() != second.tolist()


def test_batch_norm_trains_by_the_batch_and_judges_by_what_was_seen() -> None:
    norm = BatchNorm.initial(2, TRAIN, fresh())
    x = drawn(1, (6, 2)) * 3 + 5
    np.testing.assert_allclose(norm(constant(x)).values.mean(axis=0), 0, atol=1e-15)
    np.testing.assert_allclose(norm(constant(x)).values.var(axis=0), 1, rtol=1e-4)
    seen = norm.observed(constant(x)).evaluating()
    np.testing.assert_allclose(seen.running_mean.values, 0.1 * x.mean(axis=0), 1e-15)
    np.testing.assert_allclose(seen.running_variance.values, 0.9 + 0.1 * x.var(axis=0, ddof=1))
    whole = seen(constant(x)).values
    alone = [seen(constant(x[i : i + 1])).values[0] for i in range(6)]
    np.testing.assert_allclose(whole, alone, 1e-15)
    wanted = (x - 0.1 * x.mean(axis=0)) / np.sqrt(0.9 + 0.1 * x.var(axis=0, ddof=1) + 1e-5)
    np.testing.assert_allclose(whole, wanted, 1e-12)


def test_batch_norm_of_images_counts_every_pixel_of_a_channel() -> None:
    x = drawn(2, (3, 2, 4, 4))
    norm = BatchNorm.initial(2, TRAIN, fresh())
    centre = x.mean(axis=(0, 2, 3), keepdims=True)
    spread = x.var(axis=(0, 2, 3), keepdims=True)
    wanted = (x - centre) / np.sqrt(spread + 1e-5)
    np.testing.assert_allclose(norm(constant(x)).values, wanted, 1e-12)
    seen = norm.observed(constant(x))
    np.testing.assert_allclose(seen.running_mean.values, 0.1 * centre.ravel(), 1e-12)


def test_a_stage_observes_what_the_stages_before_it_hand_on() -> None:
    begin = Beginning.seeded(5)
    linear, x = Linear.initial(4, 4, begin), constant(drawn(1, (6, 4)))
    both = Sequential(
        (
            linear,
            BatchNorm.initial(4, TRAIN, begin),
        )
    ).observed(x)
    alone = BatchNorm.initial(4, TRAIN, begin).observed(linear(x))
    kept = both.state["stages.1.running_mean"]
    assert kept.tolist() == alone.running_mean.values.tolist()
    with pytest.raises(InvalidShapeError, match="two numbers of each feature or more"):
        both.observed(x[:1])


def test_layer_norm_ignores_the_scale_of_a_position() -> None:
    norm = LayerNorm.initial(ModelDimension(2), fresh())
    np.testing.assert_allclose(
        norm(constant([[1.0, 3.0], [10.0, 30.0]])).values, [[-1, 1], [-1, 1]], atol=1e-5
    )
    with pytest.raises(InvalidShapeError, match=r"LayerNorm refuses the shape \(1, 1\)"):
        norm(constant([[1.0]]))
