"""Adam: golden numbers, the state that moves along, and what it refuses."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctml.domain import (
    LearningRate,
    ModelDimension,
    NamedArrays,
    Parameters,
    Product,
    StepCount,
    VocabSize,
)
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError
from ctml.optim import Adam, AdamState

ADAM = Adam(LearningRate(0.1))


def one(values: list[float]) -> NamedArrays:
    return NamedArrays({"w": values})


def test_the_first_step_has_the_golden_numbers() -> None:
    weights = Parameters([[1.0]], [[-1.0]], [0.0])
    gradient = NamedArrays({"embedding": [[0.5]], "lm_head": [[-0.25]], "bias": [0.0]})
    after = ADAM.step(Product(weights, ADAM.start(weights)), gradient)
    state = after.second
    assert state.step == StepCount(1)
    assert state.first["embedding"].item() == pytest.approx(0.05, abs=1e-15)
    assert state.first["lm_head"].item() == pytest.approx(-0.025, abs=1e-15)
    assert state.second["embedding"].item() == pytest.approx(2.5e-4, abs=1e-15)
    assert state.second["lm_head"].item() == pytest.approx(6.25e-5, abs=1e-15)
    assert after.first.embedding.item() == pytest.approx(0.9, abs=1e-8)
    assert after.first.lm_head.item() == pytest.approx(-0.9, abs=1e-8)
    assert after.first.bias.item() == 0.0


def textbook(slopes: list[float], start: float) -> float:
    """Return one number after these gradients, in plain floats, as the paper's algorithm reads."""
    theta, m, v = start, 0.0, 0.0
    for t, g in enumerate(slopes, start=1):
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        theta -= 0.1 * (m / (1 - 0.9**t)) / (math.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return theta


@given(st.lists(st.floats(-10, 10), min_size=1, max_size=6), st.floats(-3, 3))
def test_many_steps_follow_the_paper_number_by_number(slopes: list[float], start: float) -> None:
    weights = Parameters([[start]], [[start]], [start])
    now = Product(weights, ADAM.start(weights))
    for g in slopes:
        gradient = NamedArrays({"embedding": [[g]], "lm_head": [[-g]], "bias": [2 * g]})
        now = ADAM.step(now, gradient)
    moved = now.first
    assert moved.embedding.item() == pytest.approx(textbook(slopes, start), abs=1e-9)
    opposite = [-g for g in slopes]
    assert moved.lm_head.item() == pytest.approx(textbook(opposite, start), abs=1e-9)
    double = [2 * g for g in slopes]
    assert moved.bias.item() == pytest.approx(textbook(double, start), abs=1e-9)
    assert now.second.step == StepCount(len(slopes))


@given(st.floats(1e-3, 1e6), st.sampled_from([-1, 1]))
def test_the_first_step_goes_one_learning_rate_against_the_slope(size: float, sign: int) -> None:
    weights = Parameters([[0.0]], [[0.0]], [0.0])
    slope = size * sign
    gradient = NamedArrays({"embedding": [[slope]], "lm_head": [[slope]], "bias": [slope]})
    moved = ADAM.step(Product(weights, ADAM.start(weights)), gradient).first
    assert moved.bias.item() == pytest.approx(-0.1 * sign, rel=1e-4)


def test_a_model_that_has_no_slope_stands_still() -> None:
    weights = Parameters.deterministic(VocabSize(5), ModelDimension(4))
    after = ADAM.step(Product(weights, ADAM.start(weights)), weights.arrays.zeros())
    assert after.first == weights
    assert after.second.step == StepCount(1)


def test_the_state_starts_at_zero_and_the_old_one_stays_as_it_was() -> None:
    weights = Parameters.deterministic(VocabSize(3), ModelDimension(2))
    start = ADAM.start(weights)
    zeros = weights.arrays.zeros()
    ADAM.step(Product(weights, start), weights.arrays)
    assert start == AdamState(StepCount(0), zeros, zeros)


def test_a_gradient_or_state_of_another_model_is_refused_by_name() -> None:
    small = Parameters.deterministic(VocabSize(3), ModelDimension(2))
    large = Parameters.deterministic(VocabSize(3), ModelDimension(4))
    with pytest.raises(InvalidShapeError, match=r"Adam\.gradient refuses arrays"):
        ADAM.step(Product(small, ADAM.start(small)), large.arrays)
    with pytest.raises(InvalidShapeError, match=r"AdamState\.first refuses arrays"):
        ADAM.step(Product(small, ADAM.start(large)), small.arrays)


def test_a_gradient_whose_square_is_beyond_every_float_is_refused_by_name() -> None:
    weights = Parameters([[0.0]], [[0.0]], [0.0])
    huge = NamedArrays({"embedding": [[1e200]], "lm_head": [[0.0]], "bias": [0.0]})
    with pytest.raises(InvalidValueError, match=r"NamedArrays\['embedding'\] refuses inf"):
        ADAM.step(Product(weights, ADAM.start(weights)), huge)


def test_a_state_can_not_hold_what_no_training_gives() -> None:
    with pytest.raises(InvalidShapeError, match=r"AdamState\.second"):
        AdamState(StepCount(0), one([0.0]), one([0.0, 0.0]))
    with pytest.raises(InvalidValueError, match=r"AdamState\.second refuses -1\.0 in 'w'"):
        AdamState(StepCount(0), one([0.0]), one([-1.0]))


@pytest.mark.parametrize("share", [-0.1, 1.0, math.nan, math.inf])
def test_a_share_outside_its_range_is_refused_by_name(share: float) -> None:
    with pytest.raises(InvalidValueError, match=r"Adam\.beta1 refuses"):
        Adam(LearningRate(0.1), beta1=share)
    with pytest.raises(InvalidValueError, match=r"Adam\.beta2 refuses"):
        Adam(LearningRate(0.1), beta2=share)


@pytest.mark.parametrize("epsilon", [0.0, -1e-8, math.nan])
def test_an_epsilon_of_nothing_is_refused_by_name(epsilon: float) -> None:
    with pytest.raises(InvalidValueError, match=r"Adam\.epsilon refuses"):
        Adam(LearningRate(0.1), epsilon=epsilon)
    with pytest.raises(InvalidTypeError, match=r"Adam\.epsilon refuses True"):
        Adam(LearningRate(0.1), epsilon=True)


def test_settings_compare_by_value() -> None:
    assert Adam(LearningRate(0.1), 0.9, 0.999, 1e-8) == ADAM
    assert Adam(LearningRate(0.1), beta1=0) == Adam(LearningRate(0.1), beta1=0.0)
    assert np.isclose(ADAM.beta2, 0.999)
