"""Preferences: Bradley and Terry, a reward model, DPO, and a reference that nothing can train."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.mutants import put_in_place
from tests.core.tuned_models import ANSWERS, MLP, PREFERENCES, TRANSFORMER, log_softmax, stream

from ctml.category import iterate
from ctml.checks import agree
from ctml.domain import LearningRate, Product, StepCount
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError
from ctml.finetune import (
    AnswerBatch,
    Answered,
    LossStep,
    Preference,
    PreferenceBatch,
    Reference,
    RewardModel,
    answer_log_probabilities,
    bradley_terry_loss,
    dpo_loss,
    drift,
)
from ctml.models import LanguageModel, Mlp
from ctml.nn import Beginning, Eval, Module, Train
from ctml.optim import Adam, AdamState
from ctml.tensor import check_gradients, constant, gradients, parameter

REFERENCE = Reference(MLP)
POLICY = MLP.with_arrays(MLP.arrays.mapped(lambda one: one * 1.1 + 0.05))
MODELS = [MLP, TRANSFORMER]
rows = st.integers(1, 5).flatmap(
    lambda n: st.tuples(*[st.lists(st.floats(-20, 20), min_size=n, max_size=n)] * 2)
)


@given(rows)
def test_the_loss_is_the_mean_of_the_formula(two: tuple[list[float], list[float]]) -> None:
    chosen, rejected = map(np.array, two)
    expected = np.log1p(np.exp(-(chosen - rejected))).mean()
    found = bradley_terry_loss(constant(chosen), constant(rejected))
    np.testing.assert_allclose(float(found.values), expected, rtol=1e-9, atol=1e-15)


@given(rows)
def test_the_slope_is_what_was_not_yet_known(two: tuple[list[float], list[float]]) -> None:
    chosen, rejected = map(parameter, two)
    found = gradients(bradley_terry_loss(chosen, rejected))
    missing = 1 / (1 + np.exp(chosen.values - rejected.values)) / len(two[0])
    np.testing.assert_allclose(found.of(chosen), -missing, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(found.of(rejected), missing, rtol=1e-9, atol=1e-12)


def test_a_lead_beyond_every_exponential_is_no_surprise_and_no_overflow() -> None:
    assert float(bradley_terry_loss(constant([1e4]), constant([0])).values) == 0
    assert float(bradley_terry_loss(constant([0]), constant([1e4])).values) == 1e4


@pytest.mark.parametrize("body", MODELS)
def test_a_reward_reads_the_whole_text_to_its_last_token(body: LanguageModel) -> None:
    model = RewardModel.initial(body, Beginning.seeded(4))
    for batch, texts in ((ANSWERS, [[1, 2, 3, 4], [5, 0, 3, 1, 2]]),):
        ends = np.stack([body(np.array([text])).values[0, -1] for text in texts])
        expected = (ends @ model.head.weight.values + model.head.bias.values)[:, 0]
        np.testing.assert_allclose(model.rewards(batch, Eval()).values, expected, rtol=1e-12)


@pytest.mark.parametrize("body", MODELS)
def test_every_slope_of_a_reward_model_is_the_measured_one(body: LanguageModel) -> None:
    model = RewardModel.initial(body, Beginning.seeded(4))
    check_gradients(
        lambda at: model.with_each("", at.get).loss(PREFERENCES, Train((0,))), model.arrays
    )


def test_a_reward_model_learns_whose_answer_was_liked() -> None:
    start, adam = RewardModel.initial(MLP, Beginning.seeded(4)), Adam(LearningRate(0.03))
    step = LossStep[RewardModel, AdamState](lambda one, _: one.loss(PREFERENCES, Eval()), adam)
    tuned = iterate(step, StepCount(60))(Product(start, adam.start(start))).first
    lead = (
        tuned.rewards(PREFERENCES.chosen, Eval()).values
        - tuned.rewards(PREFERENCES.rejected, Eval()).values
    )
    assert (lead > 2).all()


def by_hand(policy: LanguageModel, beta: float) -> float:
    """Return equation 7 of the paper, text by text."""

    def log_probability(model: LanguageModel, batch: AnswerBatch, row: int) -> float:
        shares = log_softmax(model(batch.windows.inputs).values)[row]
        targets, counts = batch.windows.targets[row], batch.counts[row]
        return float(sum(shares[t, y] for t, y in enumerate(targets) if counts[t]))

    surprises = []
    for row in range(3):
        chosen, rejected = (
            log_probability(policy, batch, row) - log_probability(MLP, batch, row)
            for batch in (PREFERENCES.chosen, PREFERENCES.rejected)
        )
        surprises.append(math.log1p(math.exp(-beta * (chosen - rejected))))
    return sum(surprises) / 3


@pytest.mark.parametrize("beta", [0.1, 1, 3])
def test_dpo_is_equation_seven(beta: float) -> None:
    found = float(dpo_loss(POLICY, REFERENCE, PREFERENCES, beta, Eval()).values)
    assert found == pytest.approx(by_hand(POLICY, beta), rel=1e-12)


def test_where_policy_and_reference_are_the_same_nothing_is_known() -> None:
    found = float(dpo_loss(MLP, REFERENCE, PREFERENCES, 0.5, Eval()).values)
    assert found == pytest.approx(math.log(2), rel=1e-12)


@pytest.mark.parametrize("model", MODELS)
def test_every_slope_of_dpo_is_the_measured_one(model: LanguageModel) -> None:
    reference = Reference(model.with_arrays(model.arrays.mapped(lambda one: one * 0.9)))
    check_gradients(
        lambda at: dpo_loss(model.with_each("", at.get), reference, PREFERENCES, 0.7, Train((0,))),
        model.arrays,
    )


def test_the_reference_receives_no_gradient() -> None:
    original = MLP.with_arrays(MLP.arrays)
    reference = Reference(original)
    found = gradients(dpo_loss(POLICY, reference, PREFERENCES, 0.5, Train((0,)))).slopes
    assert set(found) <= set(POLICY.tensors.values())
    assert set(found).isdisjoint(original.tensors.values())
    assert not reference.log_probabilities(ANSWERS).tracked
    assert not reference.scores(ANSWERS).tracked


def test_a_reference_has_nothing_that_an_optimiser_could_move() -> None:
    assert not isinstance(REFERENCE, Module)
    assert not hasattr(REFERENCE, "arrays")
    assert not hasattr(REFERENCE, "with_arrays")
    with pytest.raises(AttributeError):
        REFERENCE._frozen = POLICY  # type: ignore[misc]


def test_dpo_makes_the_chosen_answers_likelier_and_leaves_the_reference_alone() -> None:
    before = REFERENCE.log_probabilities(PREFERENCES.chosen).values.copy()
    adam = Adam(LearningRate(0.02))
    step = LossStep[Mlp, AdamState](
        lambda one, _: dpo_loss(one, REFERENCE, PREFERENCES, 0.5, Train((0,))), adam
    )
    tuned = iterate(step, StepCount(40))(Product(MLP, adam.start(MLP))).first
    agree(REFERENCE.log_probabilities(PREFERENCES.chosen).values, before)

    def margin(model: Mlp) -> "np.ndarray[tuple[int, ...], np.dtype[np.floating]]":
        chosen, rejected = (
            answer_log_probabilities(model, batch, Eval()).values
            for batch in (PREFERENCES.chosen, PREFERENCES.rejected)
        )
        return chosen - rejected

    assert (margin(tuned) > margin(MLP) + 1).all()


def test_who_has_not_moved_has_not_drifted() -> None:
    assert float(drift(MLP, REFERENCE, ANSWERS, Eval()).values) == pytest.approx(0, abs=1e-15)
    assert float(drift(POLICY, REFERENCE, ANSWERS, Eval()).values) > 1e-3


def test_drift_is_the_mean_divergence_where_answers_are_chosen() -> None:
    inputs, counts = ANSWERS.windows.inputs, ANSWERS.counts
    ours, theirs = (log_softmax(model(inputs).values) for model in (POLICY, MLP))
    each = (np.exp(ours) * (ours - theirs)).sum(axis=-1)
    found = float(drift(POLICY, REFERENCE, ANSWERS, Eval()).values)
    assert found == pytest.approx(each[counts].mean(), rel=1e-12)


def test_every_slope_of_the_drift_is_the_measured_one() -> None:
    check_gradients(
        lambda at: drift(POLICY.with_each("", at.get), REFERENCE, ANSWERS, Train((0,))),
        POLICY.arrays,
    )


def test_what_can_not_be_compared_is_refused_by_name() -> None:
    with pytest.raises(InvalidTypeError, match="Reference refuses 'model'"):
        Reference("model")  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match=r"dpo_loss.beta refuses 0.0: "):
        dpo_loss(MLP, REFERENCE, PREFERENCES, 0, Eval())
    with pytest.raises(InvalidValueError, match=r"Answered.answer refuses no token: "):
        Preference(stream(1), stream(2), stream())
    one, two = AnswerBatch.of([Answered(stream(1), stream(2))]), ANSWERS
    with pytest.raises(InvalidShapeError, match="PreferenceBatch refuses 2 chosen and 1 reje"):
        PreferenceBatch(two, one)
    with pytest.raises(InvalidShapeError, match=r"RewardModel.head refuses the shape \(4, 6\): "):
        RewardModel(MLP, MLP.readout)
    with pytest.raises(InvalidShapeError, match=r"bradley_terry_loss refuses shape \(1, 2\): "):
        bradley_terry_loss(constant([[1.0, 2.0]]), constant([[1.0, 2.0]]))
    with pytest.raises(InvalidShapeError, match="stacked refuses the shapes"):
        bradley_terry_loss(constant([1.0, 2.0]), constant([1.0]))


MUTANTS = [
    ("preferences", "[chosen, rejected]))", "[rejected, chosen]))",
     "test_a_lead_beyond_every_exponential_is_no_surprise_and_no_overflow"),
    ("reward", "starts + batch.last", "starts + batch.last - 1", "test_an_end"),
    ("dpo", "batch.chosen, mode) * strength", "batch.chosen, mode)", "test_an_equation"),
    ("dpo", " - reference.log_probabilities(batch)", "", "test_an_equation"),
    ("drift", "exp(ours)", "exp(theirs)",
     "test_drift_is_the_mean_divergence_where_answers_are_chosen"),
    ("drift", " * counts)", ")", "test_drift_is_the_mean_divergence_where_answers_are_chosen"),
]  # fmt: skip


def test_an_end() -> None:
    test_a_reward_reads_the_whole_text_to_its_last_token(MLP)


def test_an_equation() -> None:
    test_dpo_is_equation_seven(3)


@pytest.mark.parametrize(("module", "old", "new", "test"), MUTANTS)
def test_a_wrong_term_is_noticed(
    module: str, old: str, new: str, test: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place(f"ctml.finetune.{module}", old, new, monkeypatch)
    with pytest.raises(AssertionError):
        globals()[test]()


def test_a_reference_that_learns_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The classic misreading: the reference receives a gradient."""
    monkeypatch.setattr(Mlp, "without_gradient", lambda self: self)
    with pytest.raises(AssertionError):
        test_the_reference_receives_no_gradient()
