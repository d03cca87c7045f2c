"""Bigrams: counted and learned tables meet, and no table beats the entropy of its text."""

import math
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.module_slopes import assert_module_slopes, scattered
from tests.core.mutants import put_in_place

from ctml.data import (
    BatchSize,
    Draw,
    Seed,
    WindowBatch,
    WindowLength,
    Windows,
    in_order,
    own_words,
)
from ctml.domain import LearningRate, StepCount, TokenStream, VocabSize
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError
from ctml.models import (
    Bigram,
    BigramSizes,
    LanguageModel,
    TrainingRule,
    bigram_entropy,
    counted_bigram,
    initial_model,
    start_engine,
)
from ctml.nn import Beginning, Eval
from ctml.optim import Adam, AdamW, WarmupCosine
from ctml.tensor import Precision, parameter
from ctml.tokenization import Encode, LearnMerges, Tokenizer

FOUR, THREE = VocabSize(4), WindowLength(3)
SIZES = BigramSizes(FOUR, THREE)
TEXT = TokenStream([0, 1, 0, 2, 0, 1, 3, 0])
streams = st.lists(st.integers(0, 3), min_size=2, max_size=30).map(TokenStream)


def loss_on(model: LanguageModel, stream: TokenStream, length: int) -> float:
    """Return the mean surprise at each token but the first, each a target once."""
    windows = Windows(stream, WindowLength(length), length)
    judged, still = list(in_order(windows, BatchSize(64))), model.without_gradient()
    losses = [float(still.loss(batch, Eval()).values) * len(batch) for batch in judged]
    return sum(losses) / sum(map(len, judged))


def test_the_entropy_of_a_text_by_hand() -> None:
    """After 0 come 1, 2, 1; after 1 come 0, 3; what follows 2 and 3 is certain."""
    expected = 3 * (2 / 3 * math.log(3 / 2) + 1 / 3 * math.log(3)) + 2 * math.log(2)
    assert bigram_entropy(TEXT).value == pytest.approx(expected / 7, rel=1e-12)
    assert bigram_entropy(TokenStream([1, 2, 1, 2, 1])).value == 0


@given(streams)
def test_the_entropy_is_the_mean_surprise_under_the_texts_own_shares(stream: TokenStream) -> None:
    ids = stream.ids.tolist()
    pairs, left = Counter(pairwise(ids)), Counter(ids[:-1])
    surprises = [-math.log(pairs[pair] / left[pair[0]]) for pair in pairwise(ids)]
    assert bigram_entropy(stream).value == pytest.approx(np.mean(surprises), abs=1e-12)


@given(streams)
def test_a_counted_table_nearly_reaches_the_entropy(stream: TokenStream) -> None:
    counted = counted_bigram(stream, FOUR, WindowLength(1), smoothing=1e-9)
    assert loss_on(counted, stream, 1) == pytest.approx(bigram_entropy(stream).value, abs=1e-7)


@settings(max_examples=30)
@given(streams, st.integers(0, 99))
def test_no_table_is_less_surprised_than_the_entropy(stream: TokenStream, seed: int) -> None:
    table = np.random.default_rng(seed).normal(scale=3, size=(4, 4))
    model = Bigram(BigramSizes(FOUR, WindowLength(1)), parameter(table))
    assert loss_on(model, stream, 1) >= bigram_entropy(stream).value - 1e-12


def test_counted_shares_are_smoothed_by_their_formula() -> None:
    shares = np.exp(counted_bigram(TEXT, FOUR, THREE, smoothing=0.5).table.values)
    np.testing.assert_allclose(shares[0], np.array([0.5, 2.5, 1.5, 0.5]) / 5, rtol=1e-12)
    np.testing.assert_allclose(shares.sum(axis=1), 1, rtol=1e-12)


def test_a_new_table_is_surprised_by_the_logarithm_of_the_vocabulary() -> None:
    model = Bigram.initial(SIZES, Beginning.seeded(0))
    batch = WindowBatch([[0, 1, 2]], [[1, 2, 3]])
    assert float(model.loss(batch, Eval()).values) == pytest.approx(math.log(4), rel=1e-12)


def test_a_position_looks_at_its_own_token_alone() -> None:
    model = scattered(Bigram.initial(SIZES, Beginning.seeded(0)))
    scores = model(np.array([[2, 0, 2]])).values
    assert np.array_equal(scores[0], model.table.values[[2, 0, 2]])


def test_every_slope_of_the_table_is_the_measured_one() -> None:
    tokens = np.array([[0, 1, 3], [2, 2, 0]])
    model = scattered(Bigram.initial(SIZES, Beginning.seeded(0)))
    assert_module_slopes(model, lambda moved: moved(tokens))


@pytest.mark.parametrize("merges", [0, 128])
def test_learning_goes_from_knowing_nothing_to_the_entropy_of_the_text(merges: int) -> None:
    """The first loss lies within 1 % of ln V, the last within 5 % of the bigram entropy."""
    text = own_words().utf8
    tokenizer = LearnMerges(StepCount(merges))(text) if merges else Tokenizer()
    stream, length = Encode(tokenizer)(text), WindowLength(32)
    model = initial_model(
        BigramSizes(tokenizer.vocab_size, length),
        Beginning.seeded(0, precision=Precision.SINGLE),
    )
    steps, peak = 150, LearningRate(0.5)
    rate = WarmupCosine(peak, LearningRate(0.01), StepCount(0), StepCount(steps))
    draw = Draw(Windows(stream, length), BatchSize(32), Seed(0))
    with start_engine(model, TrainingRule(AdamW(Adam(peak), 0.0))) as engine:
        losses = [engine.step(draw(now), rate(now)).value for now in map(StepCount, range(steps))]
        learned = engine.model
    assert losses[0] == pytest.approx(math.log(tokenizer.vocab_size.size), rel=0.01)
    assert loss_on(learned, stream, 32) == pytest.approx(bigram_entropy(stream).value, rel=0.05)


def test_what_a_bigram_can_not_read_is_refused_by_name() -> None:
    model = Bigram.initial(SIZES, Beginning.seeded(0))
    with pytest.raises(InvalidShapeError) as long:
        model(np.zeros((1, 4), dtype=np.int64))
    assert str(long.value) == (
        "Bigram refuses tokens of shape (1, 4): it needs a table [B, T] with T from 1 to 3"
    )
    with pytest.raises(InvalidValueError, match="indices from 0 to below 4"):
        model(np.array([[4]]))
    with pytest.raises(InvalidShapeError, match=r"Bigram.table refuses the shape \(4, 3\): "):
        Bigram(SIZES, parameter(np.zeros((4, 3))))
    with pytest.raises(InvalidTypeError, match=r"BigramSizes.vocab refuses 4 \(int\): "):
        BigramSizes(4, THREE)  # type: ignore[arg-type]


def test_what_can_not_be_counted_is_refused_by_name() -> None:
    with pytest.raises(InvalidValueError, match="bigram_entropy refuses a text of 1 tokens: "):
        bigram_entropy(TokenStream([1]))
    with pytest.raises(InvalidValueError, match="counted_bigram refuses a text of 0 tokens: "):
        counted_bigram(TokenStream([]), FOUR, THREE, 1.0)
    with pytest.raises(InvalidValueError, match="refuses the token id 4: it needs ids below 4"):
        counted_bigram(TokenStream([1, 4]), FOUR, THREE, 1.0)
    with pytest.raises(InvalidValueError, match=r"counted_bigram.smoothing refuses 0.0: "):
        counted_bigram(TEXT, FOUR, THREE, 0)


MUTANTS = [
    ("counted_bigram", "of_left / of_pair", "len(stream) / of_pair",
     "test_the_entropy_of_a_text_by_hand"),
    ("counted_bigram", "sum(axis=1", "sum(axis=0",
     "test_counted_shares_are_smoothed_by_their_formula"),
    ("counted_bigram", "[:-1] * size + stream.ids[1:]", "[1:] * size + stream.ids[:-1]",
     "test_counted_shares_are_smoothed_by_their_formula"),
]  # fmt: skip


@pytest.mark.parametrize(("module", "old", "new", "test"), MUTANTS)
def test_a_wrong_term_is_noticed(
    module: str, old: str, new: str, test: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place(f"ctml.models.{module}", old, new, monkeypatch)
    with pytest.raises(AssertionError):
        globals()[test]()
