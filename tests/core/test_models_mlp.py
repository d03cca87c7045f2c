"""Bengio's window: what it sees, where it begins, what it learns."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.module_slopes import assert_module_slopes, scattered

from ctml.data import BatchSize, Draw, Seed, WindowLength, Windows, in_order, own_words
from ctml.domain import LearningRate, ModelDimension, StepCount, VocabSize
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError
from ctml.models import (
    Mlp,
    MlpSizes,
    ModelName,
    TrainingRule,
    bigram_entropy,
    initial_model,
    name_of,
    start_engine,
)
from ctml.nn import Beginning
from ctml.optim import Adam, AdamW, WarmupCosine
from ctml.tensor import Precision
from ctml.tokenization import Encode, Tokenizer

SIZES = MlpSizes(VocabSize(5), WindowLength(3), ModelDimension(4), 6)
MODEL = scattered(Mlp.initial(SIZES, Beginning.seeded(3)))
tokens = st.lists(st.integers(0, 4), min_size=1, max_size=3)


def test_the_last_position_is_the_formula_of_the_paper() -> None:
    row = [4, 0, 2]
    x = MODEL.embedding.table.values[row].reshape(-1)
    thought = np.tanh(x @ MODEL.hidden.weight.values + MODEL.hidden.bias.values)
    expected = thought @ MODEL.readout.weight.values + MODEL.readout.bias.values
    np.testing.assert_allclose(MODEL(np.array([row])).values[0, -1], expected, rtol=1e-12)


def test_what_is_missing_before_the_text_is_zero() -> None:
    x = np.zeros(12)
    x[8:] = MODEL.embedding.table.values[1]
    thought = np.tanh(x @ MODEL.hidden.weight.values + MODEL.hidden.bias.values)
    expected = thought @ MODEL.readout.weight.values + MODEL.readout.bias.values
    np.testing.assert_allclose(MODEL(np.array([[1]])).values[0, 0], expected, rtol=1e-12)


@settings(max_examples=30)
@given(tokens, st.integers(0, 4))
def test_a_later_token_leaves_the_scores_before_it_alone(row: list[int], other: int) -> None:
    changed = [*row[:-1], other]
    before, after = (MODEL(np.array([one])).values[0, :-1] for one in (row, changed))
    assert np.array_equal(before, after)


@given(tokens)
def test_a_text_alone_and_in_a_batch_gets_the_same_scores(row: list[int]) -> None:
    alone, beside = MODEL(np.array([row])), MODEL(np.array([row[::-1], row]))
    np.testing.assert_allclose(beside.values[1], alone.values[0], rtol=1e-12, atol=1e-14)


def test_every_slope_is_the_measured_one() -> None:
    windows = np.array([[0, 1, 3], [2, 4, 0]])
    assert_module_slopes(MODEL, lambda moved: moved(windows))


def test_with_a_window_it_beats_what_the_last_token_alone_can_tell() -> None:
    stream, length = Encode(Tokenizer())(own_words().utf8), WindowLength(6)
    sizes = MlpSizes(VocabSize(256), length, ModelDimension(16), 64)
    model = initial_model(sizes, Beginning.seeded(0, precision=Precision.SINGLE))
    steps, peak = 300, LearningRate(0.01)
    rate = WarmupCosine(peak, LearningRate(0.001), StepCount(10), StepCount(steps))
    draw = Draw(Windows(stream, length), BatchSize(64), Seed(0))
    with start_engine(model, TrainingRule(AdamW(Adam(peak), 0.0))) as engine:
        losses = [engine.step(draw(now), rate(now)).value for now in map(StepCount, range(steps))]
        every = in_order(Windows(stream, length, length.length), BatchSize(2000))
        last = max(engine.judge(batch).value for batch in every)
    assert losses[0] == pytest.approx(math.log(256), rel=0.05)
    assert last < bigram_entropy(stream).value


def test_the_registry_knows_it_by_its_sizes() -> None:
    assert name_of(SIZES) is ModelName.MLP
    assert type(initial_model(SIZES, Beginning.seeded(0))) is Mlp


def test_what_it_can_not_be_made_of_is_refused_by_name() -> None:
    with pytest.raises(InvalidValueError, match=r"MlpSizes.hidden refuses 0: "):
        MlpSizes(VocabSize(5), WindowLength(3), ModelDimension(4), 0)
    with pytest.raises(InvalidTypeError, match=r"MlpSizes.width refuses 4 \(int\): "):
        MlpSizes(VocabSize(5), WindowLength(3), 4, 6)  # type: ignore[arg-type]
    with pytest.raises(InvalidShapeError, match="Mlp refuses parts of shapes"):
        Mlp(SIZES, MODEL.embedding, MODEL.readout, MODEL.hidden)
    with pytest.raises(InvalidShapeError, match="Mlp refuses tokens of shape"):
        MODEL(np.zeros((1, 4), dtype=np.int64))
