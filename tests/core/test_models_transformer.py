"""The transformer as a language model: built from nn, equal to the path by hand, and trained."""

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from tests.core import small_language_models as small
from tests.core.slopes import drawn

from ctml import attention as by_hand
from ctml.attention import BlockCount, HeadCount, InnerDimension
from ctml.checks import Disagreement
from ctml.data import WindowBatch, WindowLength
from ctml.domain import LearningRate, ModelDimension, NamedArrays, TokenId, TokenSequence, VocabSize
from ctml.errors import DivergedError, InvalidShapeError, InvalidTypeError, InvalidValueError
from ctml.models import (
    EngineState,
    LearnedPositions,
    ModelName,
    Positions,
    ReadableEngine,
    Transformer,
    TransformerSizes,
    initial_model,
    name_of,
)
from ctml.nn import Beginning, Embedding, Eval, ReLU, Train
from ctml.tensor import Precision, Tensor, check_gradients, constant, gradients, parameter

RATE = LearningRate(0.01)


@pytest.mark.parametrize(("positions", "tied"), small.FORMS)
def test_the_slopes_of_every_form_are_those_that_are_measured(
    positions: Positions, tied: bool
) -> None:
    model = small.smallest(positions, tied=tied)

    def loss(given: Mapping[str, Tensor]) -> Tensor:
        return model.with_each("", lambda name, _old: given[name]).loss(small.FEW, Eval())

    check_gradients(loss, model.arrays)


def test_sinusoidal_and_untied_it_is_the_transformer_by_hand() -> None:
    model = small.transformer(Positions.SINUSOIDAL)
    relu = [
        replace(one, feed_forward=replace(one.feed_forward, bend=ReLU())) for one in model.blocks
    ]
    model = replace(model, blocks=tuple(relu))
    sizes = by_hand.TransformerSizes(
        VocabSize(11), ModelDimension(8), HeadCount(2), InnerDimension(32), BlockCount(2)
    )
    start = by_hand.initial_parameters(sizes, 1)
    theirs = start.with_arrays(NamedArrays({_by_hand(n): a for n, a in model.arrays.items()}))
    tokens = [3, 1, 4, 1, 5]
    text = TokenSequence(TokenId(token) for token in tokens)
    wanted = by_hand.Transformer(theirs)(text).values
    np.testing.assert_allclose(model(np.array([tokens])).values[0], wanted, 1e-12, 1e-12)


def _by_hand(name: str) -> str:
    return name.replace("embedding.table", "embedding").replace("blocks.", "block_")


@pytest.mark.parametrize(("positions", "tied"), small.FORMS)
def test_a_future_token_leaves_the_past_unchanged(positions: Positions, tied: bool) -> None:
    model, tokens = small.transformer(positions, tied=tied), small.batch(2).inputs
    later = tokens.copy()
    later[:, 4:] = (later[:, 4:] + 1) % 11
    before, after = model(tokens).values, model(later).values
    np.testing.assert_allclose(after[:, :4], before[:, :4], 1e-12)
    assert np.abs(after[:, 4:] - before[:, 4:]).max(axis=-1).min() > 0


@pytest.mark.parametrize("positions", Positions)
def test_equal_tokens_at_other_places_are_told_apart(positions: Positions) -> None:
    scores = small.transformer(positions)(np.array([[1, 2, 2, 1]])).values[0]
    assert np.abs(scores[1] - scores[2]).max() > 1e-3


def test_tied_there_is_no_readout_and_the_embedding_is_read_backwards() -> None:
    tied, apart = small.transformer(tied=True), small.transformer()
    assert set(apart.arrays) - set(tied.arrays) == {"readout.weight", "readout.bias"}
    bigger = tied.arrays.mapped(lambda array: array)
    table = bigger["embedding.table"].copy()
    table[10] *= 2  # a token that is not read: its score alone doubles
    moved = tied.with_arrays(NamedArrays({**bigger, "embedding.table": table}))
    tokens = np.array([[1, 2, 3]])
    before, after = tied(tokens).values, moved(tokens).values
    np.testing.assert_allclose(after[..., 10], 2 * before[..., 10], 1e-12)
    np.testing.assert_allclose(after[..., :10], before[..., :10], 1e-12)


def test_dropout_plays_a_part_while_training_alone_and_follows_the_seed() -> None:
    model = Transformer.initial(small.sizes(Positions.LEARNED, dropout=0.3), Beginning.seeded(1))
    tokens = small.batch(2).inputs
    judged = model(tokens).values
    one, again, other = (model.scores(tokens, Train((seed,))).values for seed in (1, 1, 2))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)
    assert np.array_equal(model.scores(tokens, Eval()).values, judged)
    assert not np.array_equal(one, judged)
    without = replace(model, sizes=small.sizes(Positions.LEARNED))
    assert np.array_equal(without.scores(tokens, Train((1,))).values, judged)


def test_a_new_model_is_as_surprised_as_one_that_knows_nothing() -> None:
    for positions, tied in small.FORMS:
        model = Transformer.initial(small.sizes(positions, tied=tied), Beginning.seeded(1))
        loss = float(model.loss(small.batch(16), Eval()).values)
        assert math.log(11) < loss < math.log(11) + 1.2


def test_it_keeps_its_precision() -> None:
    model = small.transformer(precision=Precision.SINGLE)
    loss = model.loss(small.batch(2), Eval())
    found = gradients(loss)
    assert {one.values.dtype.name for one in model.tensors.values()} == {"float32"}
    assert {found.of(one).dtype.name for one in model.tensors.values()} == {"float32"}


def test_every_model_has_a_name_and_comes_from_its_sizes() -> None:
    sizes = small.sizes(Positions.ROTARY)
    model = initial_model(sizes, Beginning.seeded(1))
    assert name_of(sizes) is ModelName.TRANSFORMER
    assert isinstance(model, Transformer)
    assert (model.vocab, model.context) == (sizes.vocab, sizes.context)


def test_an_engine_takes_the_steps_of_the_optimiser() -> None:
    model, batch, rule = small.transformer(), small.batch(3), small.rule(clip=None)
    engine = ReadableEngine(model, rule)
    loss = engine.step(batch, RATE)
    slopes = model.by_name(gradients(model.loss(batch, Eval())))
    name = "blocks.0.attention.key"
    moved = model.arrays[name] * (1 - 0.001) - 0.01 * slopes[name] / (np.abs(slopes[name]) + 1e-8)
    assert loss.value == float(model.loss(batch, Eval()).values)
    np.testing.assert_allclose(engine.state.arrays[name], moved, 1e-9)
    assert engine.judge(batch).value < loss.value


def test_a_training_that_goes_on_equals_one_that_never_stopped_to_the_bit() -> None:
    sizes = small.sizes(Positions.ROTARY, dropout=0.2)
    model = Transformer.initial(sizes, Beginning.seeded(1, precision=Precision.SINGLE))
    batches = [small.batch(2, seed=seed) for seed in range(6)]
    with ReadableEngine(model, small.rule()) as whole, ReadableEngine(model, small.rule()) as first:
        for batch in batches:
            whole.step(batch, RATE)
        for batch in batches[:3]:
            first.step(batch, RATE)
        second = ReadableEngine(model, small.rule(), first.state)
        for batch in batches[3:]:
            second.step(batch, RATE)
        assert second.state == whole.state


def test_what_diverges_is_told_as_such_and_leaves_the_numbers_as_they_were() -> None:
    engine = ReadableEngine(small.transformer(), small.rule(clip=None))
    engine.step(small.batch(2), LearningRate(1e200))
    before = engine.state
    with pytest.raises(DivergedError, match=r"^ReadableEngine\.step .*, after 1 step; first with "):
        engine.step(small.batch(2), RATE)
    assert engine.state == before


def test_a_step_beyond_every_float_leaves_the_numbers_as_they_were() -> None:
    engine = ReadableEngine(small.transformer(), small.rule(clip=None))
    before = engine.state
    with pytest.raises(DivergedError, match=r"after 0 steps; the largest ones are in "):
        engine.step(small.batch(2), LearningRate(1.7e308))
    assert engine.state == before


def test_what_does_not_fit_is_refused() -> None:
    model, engine = small.transformer(), ReadableEngine(small.transformer(), small.rule())
    long = small.batch(2, small.CONTEXT + 1)
    foreign = WindowBatch([[11]], [[0]])
    for refused in (
        lambda: model(long.inputs),
        lambda: model(np.array([1, 2])),
        lambda: engine.step(long, RATE),
        lambda: LearnedPositions(parameter(drawn(1, (3, 4))))(constant(drawn(1, (5, 4)))),
        lambda: LearnedPositions(parameter([1.0, 2.0])),
        lambda: ReadableEngine(
            model, small.rule(), ReadableEngine(small.transformer(tied=True), small.rule()).state
        ),
    ):
        with pytest.raises(InvalidShapeError):
            refused()
    with pytest.raises(InvalidValueError, match="the token id 11: it needs ids below 11"):
        engine.step(foreign, RATE)
    with pytest.raises(InvalidValueError):
        model(np.array([[11]]))


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"heads": HeadCount(3)}, "TransformerSizes.heads"),
        ({"width": ModelDimension(5), "heads": HeadCount(1)}, "TransformerSizes.width"),
        ({"width": ModelDimension(6), "heads": HeadCount(2)}, "TransformerSizes.width"),
        ({"dropout": 1.0}, "TransformerSizes.dropout"),
        ({"vocab": 256}, "TransformerSizes.vocab"),
        ({"tied": 1}, "TransformerSizes.tied"),
    ],
)
def test_sizes_that_fit_no_model_are_refused(change: Mapping[str, object], refused: str) -> None:
    given: dict[str, object] = {
        "vocab": VocabSize(5), "context": WindowLength(4), "width": ModelDimension(8),
        "heads": HeadCount(2), "blocks": BlockCount(1), "positions": Positions.ROTARY,
    }  # fmt: skip
    make: type[object] = TransformerSizes
    with pytest.raises((InvalidValueError, InvalidTypeError), match=refused):
        make(**{**given, **change})


def test_a_state_whose_parts_belong_to_two_models_is_refused() -> None:
    one = ReadableEngine(small.transformer(), small.rule()).state
    other = ReadableEngine(small.transformer(tied=True), small.rule()).state
    with pytest.raises(InvalidShapeError):
        EngineState(one.arrays, other.memory)


def test_a_spoilt_slope_is_noticed() -> None:
    model = small.smallest(Positions.LEARNED, tied=False)

    def loss(given: Mapping[str, Tensor]) -> Tensor:
        moved = model.with_each("", lambda name, _old: given[name])
        halved = constant(moved.embedding.table.values / 2)
        table = moved.embedding.table * 0.5 + halved  # the same numbers, half of the slope
        return replace(moved, embedding=Embedding(table)).loss(small.FEW, Eval())

    with pytest.raises(Disagreement):
        check_gradients(loss, model.arrays)
