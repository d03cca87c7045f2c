"""Training: the gradient by hand against measured slopes, and steps with golden losses."""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctml import laws
from ctml.calculus import central_differences
from ctml.category import Identity, Morphism, iterate
from ctml.checks import agree
from ctml.domain import (
    AdamState,
    LearningRate,
    ModelDimension,
    NamedArrays,
    Parameters,
    Product,
    StepCount,
    TokenId,
    TokenSequence,
    TrainingExample,
    TrainingSet,
    VocabSize,
)
from ctml.errors import InvalidShapeError, InvalidValueError
from ctml.optim import Adam, AdamW, ClipByNorm, Clipped, Momentum, Optimiser, Remembering, Sgd
from ctml.pipeline import DatasetWindowing, average_loss
from ctml.training import History, LossOn, OptimiserStep, TrainStep, loss_gradient

START = Parameters.deterministic(VocabSize(5), ModelDimension(4))
EXAMPLES = DatasetWindowing()(TokenSequence(map(TokenId, [1, 2, 3, 4, 1, 2, 3, 4])))
STEP = TrainStep(EXAMPLES, LearningRate(1.0))
S = TypeVar("S", bound=Remembering)
Gradient = Callable[[Parameters, TrainingSet], NamedArrays]


def random_parameters(seed: int, vocab: int = 6, width: int = 4) -> Parameters:
    draw = np.random.default_rng(seed).normal
    return Parameters(draw(size=(vocab, width)), draw(size=(width, vocab)), draw(size=(vocab,)))


def random_examples(seed: int, vocab: int = 6, count: int = 9) -> TrainingSet:
    pairs = np.random.default_rng(seed).integers(vocab, size=(count, 2)).tolist()
    return TrainingSet(TrainingExample(TokenId(t), TokenId(y)) for t, y in pairs)


def check(gradient: Gradient, parameters: Parameters, examples: TrainingSet) -> None:
    """Raise if a number of the gradient is not the slope that is measured there."""

    def loss(arrays: NamedArrays) -> float:
        return average_loss(parameters.with_arrays(arrays), examples).value

    measured = central_differences(loss, parameters.arrays)
    by_hand = gradient(parameters, examples)
    for name in measured:
        np.testing.assert_allclose(
            by_hand[name], measured[name], rtol=1e-6, atol=1e-9, err_msg=name
        )


@pytest.mark.parametrize("seed", range(8))
def test_the_gradient_by_hand_is_the_measured_slope_of_every_parameter(seed: int) -> None:
    check(loss_gradient, random_parameters(seed), random_examples(seed))


@pytest.mark.parametrize("width", [4, 5, 8])
def test_the_gradient_holds_at_other_widths_and_at_the_deterministic_start(width: int) -> None:
    check(loss_gradient, random_parameters(99, width=width), random_examples(99))
    start = Parameters.deterministic(VocabSize(5), ModelDimension(width))
    check(loss_gradient, start, EXAMPLES)


def mutant(name: str, change: Callable[[NamedArrays, Parameters], object]) -> Gradient:
    def gradient(parameters: Parameters, examples: TrainingSet) -> NamedArrays:
        right = loss_gradient(parameters, examples)
        wrong = np.asarray(change(right, parameters), dtype=np.float64)
        return NamedArrays({**right, name: wrong})

    return gradient


def last_one_wins(parameters: Parameters, examples: TrainingSet) -> NamedArrays:
    """Forget that a token that comes twice gathers both slopes."""
    right = loss_gradient(parameters, examples)
    table = np.zeros(parameters.embedding.shape)
    for one in examples:
        alone = loss_gradient(parameters, TrainingSet([one]))["embedding"][one.token.index]
        table[one.token.index] = alone / len(examples)
    return NamedArrays({**right, "embedding": table})


def without_the_target(parameters: Parameters, examples: TrainingSet) -> NamedArrays:
    """Forget the - one-hot(y) at the bias: the mean of p alone."""
    right = loss_gradient(parameters, examples)
    hits = np.bincount([one.target.index for one in examples], minlength=right["bias"].size)
    return NamedArrays({**right, "bias": right["bias"] + hits / len(examples)})


MUTANTS: dict[str, Gradient] = {
    "the sign of lm_head": mutant("lm_head", lambda right, _: -right["lm_head"]),
    "the sign of the embedding": mutant("embedding", lambda right, _: -right["embedding"]),
    "a sum for a mean": mutant("bias", lambda right, _: 9 * right["bias"]),
    "a scale near 1": mutant("lm_head", lambda right, _: 1.00001 * right["lm_head"]),
    "no slope of the bias": mutant("bias", lambda right, _: 0 * right["bias"]),
    "a forgotten row": mutant("embedding", lambda right, _: right["embedding"] * np.eye(6, 1)),
    "a pull towards 0": mutant(
        "embedding", lambda right, at: right["embedding"] + 1e-4 * at.embedding
    ),
    "no sum over repeated tokens": last_one_wins,
    "no target": without_the_target,
}


@pytest.mark.parametrize("name", MUTANTS)
def test_a_wrong_gradient_does_not_pass_the_check(name: str) -> None:
    with pytest.raises(AssertionError, match="Not equal to tolerance"):
        check(MUTANTS[name], random_parameters(3), random_examples(3))


@given(st.integers(0, 99))
def test_slopes_of_the_bias_and_of_each_row_of_the_head_add_up_to_zero(seed: int) -> None:
    gradient = loss_gradient(random_parameters(seed), random_examples(seed))
    assert gradient["bias"].sum() == pytest.approx(0, abs=1e-12)
    np.testing.assert_allclose(gradient["lm_head"].sum(axis=1), 0, atol=1e-12)


def test_a_token_that_never_came_has_no_slope() -> None:
    assert loss_gradient(START, EXAMPLES)["embedding"][0].tolist() == [0.0] * 4


@pytest.mark.parametrize(
    ("steps", "loss"),
    [(0, 1.609389), (1, 1.549409), (10, 1.303029), (40, 0.147126), (80, 0.009720), (200, 0.002058)],
)
def test_the_losses_on_the_way_have_their_golden_numbers(steps: int, loss: float) -> None:
    reached = iterate(STEP, StepCount(steps))(START)
    assert average_loss(reached, EXAMPLES).value == pytest.approx(loss, abs=5e-7)


def test_training_leaves_the_start_as_it_was() -> None:
    STEP(START)
    assert Parameters.deterministic(VocabSize(5), ModelDimension(4)) == START


def test_a_history_notes_the_loss_before_each_step() -> None:
    watched = History(STEP, StepCount(11), LossOn(EXAMPLES))(START)
    losses = [loss.value for loss in watched.second]
    assert len(losses) == 11
    assert [losses[0], losses[1], losses[10]] == pytest.approx(
        [1.609389, 1.549409, 1.303029], abs=5e-7
    )
    assert watched.first == iterate(STEP, StepCount(11))(START)


@given(st.integers(0, 6), st.integers(0, 6))
def test_an_interrupted_history_is_the_uninterrupted_one(m: int, n: int) -> None:
    laws.histories_join(STEP, LossOn(EXAMPLES), StepCount(m), StepCount(n), START).check()
    adam = Adam(LearningRate(0.1))
    step, start = OptimiserStep(EXAMPLES, adam), Product(START, adam.start(START))
    laws.histories_join(step, step, StepCount(m), StepCount(n), start).check()


def test_a_history_that_forgets_the_memory_is_another_one() -> None:
    adam = Adam(LearningRate(0.1))

    class Forgetful(Morphism[Product[Parameters, AdamState], Product[Parameters, AdamState]]):
        """Begins anew whenever it is walked."""

        def __call__(
            self, now: Product[Parameters, AdamState], /
        ) -> Product[Parameters, AdamState]:
            anew = Product(now.first, adam.start(now.first))
            return OptimiserStep(EXAMPLES, adam)(anew)

    start = Product(START, adam.start(START))
    as_it_is = Identity[Product[Parameters, AdamState]]()
    kept = History(OptimiserStep(EXAMPLES, adam), StepCount(3), as_it_is)(start)
    lost = History(Forgetful(), StepCount(3), as_it_is)(start)
    assert kept.second.entries[:2] == lost.second.entries[:2]
    assert kept.second.entries[2] != lost.second.entries[2]


@given(st.integers(0, 6), st.integers(0, 6))
def test_resumed_training_with_adam_equals_uninterrupted_training_to_the_bit(
    m: int, n: int
) -> None:
    adam = Adam(LearningRate(0.1))
    step = OptimiserStep(EXAMPLES, adam)
    start = Product(START, adam.start(START))
    stopped = iterate(step, StepCount(m))(start)
    agree(iterate(step, StepCount(n))(stopped).first, iterate(step, StepCount(m + n))(start).first)


def test_training_that_forgets_its_state_ends_elsewhere() -> None:
    adam = Adam(LearningRate(0.1))
    step = OptimiserStep(EXAMPLES, adam)
    third = iterate(step, StepCount(3))(Product(START, adam.start(START)))
    forgotten = Product(third.first, adam.start(third.first))
    assert step(third).first != step(forgotten).first


def test_plain_descent_is_the_train_step() -> None:
    sgd = Sgd(LearningRate(1.0))
    step = OptimiserStep(EXAMPLES, sgd)
    reached = iterate(step, StepCount(5))(Product(START, sgd.start(START)))
    assert reached.first == iterate(STEP, StepCount(5))(START)
    assert reached.second.step == StepCount(5)


def loss_after_training(rule: Optimiser[S]) -> float:
    step = OptimiserStep(EXAMPLES, rule)
    reached = iterate(step, StepCount(100))(Product(START, rule.start(START)))
    return average_loss(reached.first, EXAMPLES).value


def test_every_rule_learns_the_text() -> None:
    adam, fast = Adam(LearningRate(0.1)), Momentum(LearningRate(0.3))
    assert loss_after_training(adam) < 0.01
    assert loss_after_training(AdamW(adam, 0.001)) < 0.01
    assert loss_after_training(fast) < 0.01
    assert loss_after_training(Clipped(fast, ClipByNorm(1.0))) < 0.01


def test_steps_say_their_names() -> None:
    assert repr(STEP) == "TrainStep"
    assert repr(iterate(STEP, StepCount(200)) >> LossOn(EXAMPLES)) == "TrainStep^200 >> LossOn"
    assert repr(OptimiserStep(EXAMPLES, Adam(LearningRate(0.1)))) == "AdamStep"


def test_what_training_can_not_use_is_refused_by_name() -> None:
    unknown = TrainingSet([TrainingExample(TokenId(1), TokenId(5))])
    with pytest.raises(InvalidValueError) as caught:
        loss_gradient(START, unknown)
    assert str(caught.value) == (
        "loss_gradient refuses a token with index 5: "
        "it needs tokens of its vocabulary, with indices below 5"
    )
    adam = Adam(LearningRate(0.1))
    other = Parameters.deterministic(VocabSize(5), ModelDimension(3))
    with pytest.raises(InvalidShapeError, match=r"AdamState\.first"):
        OptimiserStep(EXAMPLES, adam)(Product(START, adam.start(other)))


def test_training_that_runs_away_is_refused_by_name() -> None:
    runaway = TrainStep(EXAMPLES, LearningRate(1e300))
    with pytest.raises(InvalidValueError, match=r"NamedArrays\[.*\] refuses (nan|-?inf)"):
        iterate(runaway, StepCount(50))(START)


def test_a_measured_slope_is_that_of_the_function() -> None:
    at = NamedArrays({"x": [[3.0, -2.0]], "y": [0.5]})
    measured = central_differences(
        lambda now: float((now["x"] ** 2).sum() + now["x"][0, 1] * now["y"][0]), at
    )
    np.testing.assert_allclose(measured["x"], [[6.0, -3.5]], rtol=1e-9)
    np.testing.assert_allclose(measured["y"], [-2.0], rtol=1e-9)
    with pytest.raises(InvalidValueError, match=r"central_differences\.width refuses 0"):
        central_differences(lambda _: 0.0, at, width=0)
