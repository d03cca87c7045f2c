"""Supervised fine-tuning: the prompt is read and teaches nothing; padding changes nothing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.mutants import put_in_place
from tests.core.tuned_models import ANSWERS, MLP, TEXTS, TRANSFORMER, log_softmax, stream

from ctml.category import iterate
from ctml.data import WindowBatch
from ctml.domain import LearningRate, Product, StepCount, TokenStream
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError
from ctml.finetune import (
    AnswerBatch,
    Answered,
    LossStep,
    answer_log_probabilities,
    answer_loss,
)
from ctml.models import LanguageModel, Mlp
from ctml.nn import Eval, Train
from ctml.optim import Adam, AdamState
from ctml.tensor import check_gradients, gradients, parameter

MODELS = [MLP, TRANSFORMER]
tokens = st.lists(st.integers(0, 5), min_size=1, max_size=2).map(lambda ids: stream(*ids))


def by_hand(model: LanguageModel, text: Answered) -> list[float]:
    """Return the logarithm of each token of the answer, each after all that stands before it."""
    row = [*text.prompt.ids.tolist(), *text.answer.ids.tolist()]
    shares = log_softmax(model(np.array([row[:-1]])).values)[0]
    begin = len(text.prompt)
    return [float(shares[place - 1, row[place]]) for place in range(begin, len(row))]


def test_the_batch_says_what_counts() -> None:
    batch = AnswerBatch.of(TEXTS)
    assert batch.windows.inputs.tolist() == [[1, 2, 3, 4], [5, 0, 3, 1]]
    assert batch.windows.targets.tolist() == [[2, 3, 4, 0], [0, 3, 1, 2]]
    assert batch.counts.tolist() == [[False, True, True, False], [True] * 4]
    assert batch.last.tolist() == [3, 4]


@pytest.mark.parametrize("model", MODELS)
def test_the_loss_is_the_mean_surprise_at_the_answers(model: LanguageModel) -> None:
    each = [by_hand(model, text) for text in TEXTS]
    found = answer_log_probabilities(model, ANSWERS, Eval()).values
    np.testing.assert_allclose(found, [sum(one) for one in each], rtol=1e-12)
    expected = -sum(map(sum, each)) / 6
    assert float(answer_loss(model, ANSWERS, Eval()).values) == pytest.approx(expected, rel=1e-12)


@settings(max_examples=30)
@given(tokens, tokens, tokens, tokens)
def test_a_text_is_as_likely_alone_as_beside_a_longer_one(
    x: TokenStream, y: TokenStream, other: TokenStream, longer: TokenStream
) -> None:
    text, beside = Answered(x, y), Answered(other, longer)
    alone = answer_log_probabilities(MLP, AnswerBatch.of([text]), Eval()).values
    both = answer_log_probabilities(MLP, AnswerBatch.of([text, beside]), Eval()).values
    np.testing.assert_allclose(both[0], alone[0], rtol=1e-12)


@pytest.mark.parametrize("model", MODELS)
def test_every_slope_is_the_measured_one(model: LanguageModel) -> None:
    check_gradients(
        lambda at: answer_loss(model.with_each("", at.get), ANSWERS, Train((1,))), model.arrays
    )


def test_the_prompt_gives_no_gradient(monkeypatch: pytest.MonkeyPatch) -> None:
    given = parameter(np.random.default_rng(0).normal(size=(2, 4, 6)))
    monkeypatch.setattr(Mlp, "scores", lambda *_: given)
    slopes = gradients(answer_loss(MLP, ANSWERS, Eval())).of(given)
    assert (slopes[~ANSWERS.counts] == 0).all()
    assert (np.abs(slopes[ANSWERS.counts]).sum(axis=-1) > 1e-3).all()


def test_what_the_prompt_says_next_does_not_matter() -> None:
    targets = ANSWERS.windows.targets.copy()
    targets[~ANSWERS.counts] = 5
    other = AnswerBatch(WindowBatch(ANSWERS.windows.inputs, targets), ANSWERS.counts)
    losses = [answer_loss(MLP, batch, Eval()).values for batch in (ANSWERS, other)]
    assert losses[0] == losses[1]


def test_an_answer_can_be_learned_by_heart() -> None:
    adam = Adam(LearningRate(0.05))
    step = LossStep[Mlp, AdamState](lambda one, _: answer_loss(one, ANSWERS, Train((0,))), adam)
    tuned = iterate(step, StepCount(150))(Product(MLP, adam.start(MLP))).first
    assert float(answer_loss(MLP, ANSWERS, Eval()).values) > 1
    assert float(answer_loss(tuned, ANSWERS, Eval()).values) < 0.05


def test_what_is_no_batch_of_answers_is_refused_by_name() -> None:
    windows = WindowBatch([[1, 2]], [[2, 3]])
    with pytest.raises(InvalidValueError, match=r"Answered.answer refuses no token: "):
        Answered(stream(1), stream())
    with pytest.raises(InvalidTypeError, match=r"Answered.prompt refuses \[1\] \(list\): "):
        Answered([1], stream(1))  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match="AnswerBatch refuses no text: "):
        AnswerBatch.of([])
    with pytest.raises(InvalidValueError, match="AnswerBatch refuses a text without answer: "):
        AnswerBatch(windows, np.array([[False, False]]))
    with pytest.raises(InvalidShapeError, match=r"AnswerBatch refuses a mask \(1, 3\): "):
        AnswerBatch(windows, np.array([[True, False, True]]))
    with pytest.raises(InvalidTypeError, match="AnswerBatch refuses float64: "):
        AnswerBatch(windows, np.ones((1, 2)))  # type: ignore[arg-type]
    long = AnswerBatch.of([Answered(stream(1, 2, 3), stream(1, 2, 3, 4))])
    with pytest.raises(InvalidShapeError, match="Mlp refuses tokens of shape"):
        answer_loss(MLP, long, Eval())


MUTANTS = [
    ("answers", "len(text.prompt) : len(row)", "len(text.prompt) - 1 : len(row)",
     "test_the_batch_says_what_counts"),
    ("answers", "len(text.prompt) : len(row)", "len(text.prompt) :",
     "test_the_batch_says_what_counts"),
    ("answer_loss", "each * constant_like(each, batch.counts.astype(np.float64))", "each",
     "test_what_the_prompt_says_next_does_not_matter"),
]  # fmt: skip


@pytest.mark.parametrize(("module", "old", "new", "test"), MUTANTS)
def test_a_wrong_term_is_noticed(
    module: str, old: str, new: str, test: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place(f"ctml.finetune.{module}", old, new, monkeypatch)
    with pytest.raises(AssertionError):
        globals()[test]()
