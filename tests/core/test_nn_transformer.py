"""The automatic path is the path by hand: forwards, and every slope, at equal weights."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from tests.core import small_transformers as small
from tests.core.module_slopes import assert_module_slopes, scattered
from tests.core.slopes import drawn

from ctml.attention import (
    AttentionMask,
    Hidden,
    Transformer,
    sinusoidal_positions,
)
from ctml.attention import LayerNorm as LayerNormByHand
from ctml.attention import TransformerBlock as BlockByHand
from ctml.checks import Disagreement
from ctml.domain import FloatArray, LearningRate, ModelDimension, Product, VocabSize
from ctml.errors import InvalidShapeError, InvalidValueError
from ctml.nn import (
    Beginning,
    Embedding,
    FeedForward,
    LayerNorm,
    Linear,
    Module,
    ReLU,
    RotaryPositions,
    SelfAttention,
    Sequential,
    SinusoidalPositions,
    TransformerBlock,
    attended,
    causal,
    cross_entropy,
)
from ctml.optim import Adam
from ctml.tensor import (
    Array,
    Edge,
    Matrix,
    Precision,
    Tensor,
    computed,
    constant,
    gradients,
    parameter,
    total,
)


def fresh() -> Beginning:
    """Return equal random numbers each time, so that no test depends on another."""
    return Beginning.seeded(1)


D = ModelDimension(4)
TEXTS = (2, 5, 4)


def applied(layer: Callable[[Tensor], Tensor], x: Tensor) -> Tensor:
    return layer(x)


def block() -> TransformerBlock:
    """Return a block that bends as the one by hand does, with random numbers everywhere."""
    attention = SelfAttention.initial(D, 2, fresh())
    feed_forward = FeedForward.initial(D, 6, fresh(), ReLU())
    norm = LayerNorm.initial(D, fresh())
    return scattered(TransformerBlock(norm, attention, norm, feed_forward))


def twin(by_hand: BlockByHand) -> TransformerBlock:
    return block().with_arrays(by_hand.arrays)


def norm_twin(by_hand: LayerNormByHand) -> LayerNorm:
    return LayerNorm.initial(D, fresh()).with_arrays(by_hand.arrays)


def same(found: FloatArray | Array, wanted: FloatArray) -> None:
    np.testing.assert_allclose(found, wanted, 1e-11, 1e-12)


def test_a_block_and_all_its_slopes_are_those_by_hand() -> None:
    by_hand, upstream = small.block(), drawn(9, (5, 4))
    automatic, hidden = twin(by_hand), small.hidden()
    x = parameter(hidden.matrix.values[np.newaxis])
    y = automatic(x)
    same(y.values[0], by_hand(hidden).matrix.values)
    found = gradients(total(y * constant(upstream)))
    wanted = by_hand.backward(hidden, Matrix(upstream))
    same(found.of(x)[0], wanted.of_input.values)
    named = automatic.by_name(found)
    assert sorted(named) == sorted(wanted.of_parameters)
    for name, slope in wanted.of_parameters.items():
        same(named[name], slope)


def test_several_texts_at_once_are_each_text_alone() -> None:
    by_hand = small.block()
    several = drawn(2, (3, 5, 4))
    wanted = [by_hand(Hidden(Matrix(one))).matrix.values for one in several]
    same(twin(by_hand)(constant(several)).values, np.array(wanted))


def test_a_whole_model_and_all_its_slopes_are_those_by_hand() -> None:
    parameters, example = small.parameters(), small.EXAMPLE
    tokens = np.array([[token.index for token in example.tokens]])
    targets = np.array([[token.index for token in example.targets]])
    table = Embedding(parameter(parameters.embedding.values))
    layers = Sequential(
        (
            SinusoidalPositions(),
            *(twin(one) for one in parameters.blocks),
            norm_twin(parameters.final_norm),
            Linear(
                parameter(parameters.readout.weight.values),
                parameter(parameters.readout.bias.values),
            ),
        )
    )
    loss = cross_entropy(layers(table(tokens) * math.sqrt(4)), targets)
    same(loss.values, np.array(Transformer(parameters).loss(example).value))
    wanted, found = Transformer(parameters).gradient(example), gradients(loss)
    named = dict(layers.by_name(found))
    same(found.of(table.table), wanted["embedding"])
    for i in range(2):
        for name in parameters.blocks[i].arrays:
            same(named.pop(f"stages.{i + 1}.{name}"), wanted[f"block_{i}.{name}"])
    for ours, theirs in {"stages.3": "final_norm", "stages.4": "readout"}.items():
        for name in [one for one in named if one.startswith(ours)]:
            same(named.pop(name), wanted[f"{theirs}.{name.rpartition('.')[2]}"])
    assert named == {}


MODULES: dict[str, Callable[[], Module]] = {
    "attention": lambda: scattered(SelfAttention.initial(D, 2, fresh())),
    "attention_turned": lambda: scattered(SelfAttention.initial(D, 2, fresh(), RotaryPositions())),
    "feed_forward": lambda: scattered(FeedForward.initial(D, 6, fresh())),
    "block": block,
    "block_turned": lambda: scattered(TransformerBlock.initial(D, 1, fresh(), RotaryPositions(3))),
    "sinusoidal": SinusoidalPositions,
}


@pytest.mark.parametrize("name", MODULES)
def test_slopes_are_those_that_are_measured(name: str) -> None:
    assert_module_slopes(MODULES[name](), applied, x=drawn(7, TEXTS))


def turned(_module: Module, x: Tensor) -> Tensor:
    return RotaryPositions(2)(x)


def test_the_slope_of_a_turn_is_measured() -> None:
    assert_module_slopes(ReLU(), turned, x=drawn(7, TEXTS))


SPOILT: dict[str, Callable[[Array], Array]] = {
    "sign": lambda slope: -slope,
    "scale": lambda slope: slope * 1.001,
    "swapped": lambda slope: slope[..., ::-1],
}


@pytest.mark.parametrize("way", SPOILT)
def test_a_spoilt_way_back_of_a_turn_is_noticed(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def spoilt(values: Array, edge: Edge) -> Tensor:
        return computed(values, Edge(edge.source, lambda dy: SPOILT[way](edge.back(dy))))

    monkeypatch.setattr("ctml.nn.positions.computed", spoilt)
    with pytest.raises(Disagreement, match="the slope at x"):
        assert_module_slopes(ReLU(), turned, x=drawn(7, TEXTS))


def test_a_turn_that_is_not_turned_back_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def twice(values: Array, edge: Edge) -> Tensor:
        forwards = RotaryPositions(2)
        monkeypatch.setattr("ctml.nn.positions.computed", computed)
        again = computed(values, Edge(edge.source, lambda dy: forwards(constant(dy)).values))
        monkeypatch.setattr("ctml.nn.positions.computed", twice)
        return again

    monkeypatch.setattr("ctml.nn.positions.computed", twice)
    with pytest.raises(Disagreement, match="the slope at x"):
        assert_module_slopes(ReLU(), lambda _module, x: RotaryPositions(2)(x), x=drawn(7, TEXTS))


def test_a_score_of_turned_places_depends_on_their_distance_alone() -> None:
    query, key = drawn(1, (1, 8)), drawn(2, (1, 8))

    def score(place: int, other: int) -> float:
        turned_query = RotaryPositions(place)(constant(query)).values
        turned_key = RotaryPositions(other)(constant(key)).values
        return float((turned_query @ turned_key.T)[0, 0])

    assert math.isclose(score(3, 1), score(12, 10), rel_tol=1e-12)
    assert not math.isclose(score(3, 1), score(3, 2), rel_tol=1e-3)


def test_attention_turns_queries_and_keys_and_leaves_values_alone() -> None:
    layer = scattered(SelfAttention.initial(D, 1, fresh(), RotaryPositions()))
    x, turn = constant(drawn(1, TEXTS)), RotaryPositions()
    query, key, value = turn(x @ layer.query), turn(x @ layer.key), x @ layer.value
    wanted = attended(query, key, value, causal(5)) @ layer.output
    same(layer(x).values, np.asarray(wanted.values, dtype=float))


def test_a_turn_keeps_lengths_and_begins_where_it_is_told() -> None:
    x = constant(drawn(1, (2, 6, 8)))
    y = RotaryPositions()(x).values
    np.testing.assert_allclose((y**2).sum(axis=-1), (x.values**2).sum(axis=-1), 1e-13)
    assert y[:, 0].tolist() == x.values[:, 0].tolist()
    same(RotaryPositions(4)(x[:, 4:]).values, np.asarray(y[:, 4:], dtype=float))
    one = RotaryPositions(1)(constant([[1.0, 0.0]])).values
    np.testing.assert_allclose(one, [[math.cos(1), math.sin(1)]], 1e-15)


def test_the_waves_are_those_of_the_path_by_hand() -> None:
    found = SinusoidalPositions()(constant(np.zeros((2, 7, 6)))).values
    wanted = sinusoidal_positions(7, ModelDimension(6)).values
    same(found, np.array([wanted, wanted]))
    same(SinusoidalPositions(3)(constant(np.zeros((4, 6)))).values, wanted[3:])


@pytest.mark.parametrize("turn", [None, RotaryPositions()])
def test_a_future_token_leaves_the_past_unchanged(turn: RotaryPositions | None) -> None:
    layer = TransformerBlock.initial(D, 2, fresh(), turn) if turn else block()
    x = drawn(1, TEXTS)
    later = x.copy()
    later[:, 3:] += 1
    before, after = layer(constant(x)).values, layer(constant(later)).values
    same(after[:, :3], np.asarray(before[:, :3], dtype=float))
    assert np.abs(after[:, 3:] - before[:, 3:]).min() > 0


def test_attention_is_the_golden_example() -> None:
    query, key = constant(np.eye(2)), constant([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    value = constant([[1.0, 10.0], [2.0, 20.0], [3.0, 30.0]])
    visible = np.array([[True, False, True], [True, True, True]])
    wanted = [[2.0, 20.0], [2.203336, 22.033363]]
    np.testing.assert_allclose(attended(query, key, value, visible).values, wanted, atol=5e-7)
    assert causal(3).tolist() == AttentionMask.causal(3).may_attend.tolist()


def test_modules_keep_their_precision() -> None:
    single = Beginning.seeded(1, precision=Precision.SINGLE)
    layer = TransformerBlock.initial(D, 2, single, RotaryPositions())
    x = parameter(drawn(1, TEXTS), Precision.SINGLE)
    y = SinusoidalPositions()(layer(x))
    assert y.precision is Precision.SINGLE
    assert gradients(total(y)).of(x).dtype == np.float32


def test_a_small_transformer_learns_a_text_by_heart() -> None:
    begin, vocab = Beginning.seeded(6), VocabSize(6)
    width = ModelDimension(16)
    table = Embedding.initial(vocab, width, begin)
    layers = Sequential(
        (
            TransformerBlock.initial(width, 2, begin, RotaryPositions()),
            LayerNorm.initial(width, begin),
            Linear.initial(16, 6, begin),
        )
    )
    text = np.array([[0, 1, 0, 2, 0, 3, 4, 0, 5, 1]])
    adam = Adam(LearningRate(0.02))
    now, rows = Product(layers, adam.start(layers)), Product(table, adam.start(table))
    for _ in range(60):
        loss = cross_entropy(now.first(rows.first(text[:, :-1])), text[:, 1:])
        found = gradients(loss)
        now = adam.step(now, now.first.by_name(found))
        rows = adam.step(rows, rows.first.by_name(found))
    assert float(loss.values) < 0.05


def test_what_does_not_fit_together_is_refused() -> None:
    square, wide = parameter(drawn(1, (4, 4))), parameter(drawn(1, (4, 6)))
    row = parameter([1.0] * 6)
    refused: dict[str, Callable[[], object]] = {
        "SelfAttention.key": lambda: SelfAttention(square, wide, square, square, 2),
        "SelfAttention refuses 3 heads": lambda: SelfAttention(square, square, square, square, 3),
        "SelfAttention.heads": lambda: SelfAttention(square, square, square, square, 0),
        "SelfAttention refuses the shape (4, 4)": lambda: block()(square),
        "FeedForward.w_out": lambda: FeedForward(wide, row, wide, row),
        "causal": lambda: causal(0),
        "positions": lambda: RotaryPositions()(parameter([[1.0]])),
        "positions.start": lambda: RotaryPositions(-1)(square),
        "SinusoidalPositions": lambda: SinusoidalPositions()(row),
        "RotaryPositions": lambda: RotaryPositions()(row),
        "masked_softmax": lambda: attended(square, square, square, causal(3)),
    }
    for start, make in refused.items():
        with pytest.raises((InvalidShapeError, InvalidValueError)) as caught:
            make()
        text = str(caught.value)
        assert text.startswith(start if "refuses" in start else f"{start} refuses "), text
