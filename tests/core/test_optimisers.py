"""Descent, momentum, decay, schedules and clipping: each against its own formula."""

import math
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctml.checks import agree
from ctml.domain import LearningRate, NamedArrays, Parameters, Product, StepCount
from ctml.errors import InvalidShapeError, InvalidTypeError, InvalidValueError
from ctml.optim import (
    Adam,
    AdamW,
    ClipByNorm,
    Clipped,
    Momentum,
    MomentumState,
    Optimiser,
    Remembering,
    Scheduled,
    Sgd,
    SgdState,
    WarmupCosine,
    global_norm,
)

TENTH = LearningRate(0.1)
slopes = st.lists(st.floats(-10, 10), min_size=1, max_size=6)
START = Parameters([[1.0]], [[2.0]], [3.0])


def gradient_of(embedding: float, lm_head: float = 0.0, bias: float = 0.0) -> NamedArrays:
    return NamedArrays({"embedding": [[embedding]], "lm_head": [[lm_head]], "bias": [bias]})


def test_plain_descent_goes_against_the_slope() -> None:
    after = Sgd(TENTH).step(Product(START, SgdState(StepCount(4))), gradient_of(10, -1, 0))
    agree(after.first, Parameters([[0.0]], [[2.1]], [3.0]), atol=1e-15)
    assert after.second == SgdState(StepCount(5))
    assert Sgd(TENTH).start(START) == SgdState(StepCount(0))


@given(slopes)
def test_momentum_adds_up_fading_slopes(raw: list[float]) -> None:
    rule = Momentum(TENTH, kept=0.5)
    now = Product(START, rule.start(START))
    theta, u = 1.0, 0.0
    for g in raw:
        now = rule.step(now, gradient_of(g))
        u = 0.5 * u + g
        theta -= 0.1 * u
    assert now.first.embedding.item() == pytest.approx(theta, abs=1e-12)
    assert now.second.velocity["embedding"].item() == pytest.approx(u, abs=1e-12)
    assert now.second.step == StepCount(len(raw))


@given(slopes)
def test_momentum_that_keeps_nothing_is_plain_descent(raw: list[float]) -> None:
    lazy, plain = Momentum(TENTH, kept=0), Sgd(TENTH)
    one, other = Product(START, lazy.start(START)), Product(START, plain.start(START))
    for g in raw:
        one, other = lazy.step(one, gradient_of(g)), plain.step(other, gradient_of(g))
    assert one.first == other.first


def test_decay_shrinks_where_nothing_slopes() -> None:
    rule = AdamW(Adam(TENTH), decay=0.5)
    after = rule.step(Product(START, rule.start(START)), gradient_of(0))
    agree(after.first, Parameters([[0.95]], [[1.9]], [2.85]), atol=1e-15)
    assert after.second.first == START.arrays.zeros()


@given(slopes)
def test_decay_never_enters_the_running_means(raw: list[float]) -> None:
    adam, decayed = Adam(TENTH), AdamW(Adam(TENTH), decay=0.3)
    plain, pulled = Product(START, adam.start(START)), Product(START, decayed.start(START))
    for g in raw:
        before, slope = pulled.first.embedding.item(), gradient_of(g, -g, 1)
        plain_before = plain.first.embedding.item()
        plain, pulled = adam.step(plain, slope), decayed.step(pulled, slope)
        assert pulled.second == plain.second
        move = plain_before - plain.first.embedding.item()
        wanted = before - move - 0.1 * 0.3 * before
        assert pulled.first.embedding.item() == pytest.approx(wanted, abs=1e-12)


def test_without_decay_adamw_is_adam() -> None:
    adam, same = Adam(TENTH), AdamW(Adam(TENTH), decay=0)
    now = Product(START, adam.start(START))
    assert same.step(now, gradient_of(1, 2, 3)) == adam.step(now, gradient_of(1, 2, 3))


RISE_AND_FALL = WarmupCosine(LearningRate(1.0), LearningRate(0.1), StepCount(4), StepCount(12))


@pytest.mark.parametrize(
    ("taken", "rate"),
    [(0, 0.25), (1, 0.5), (3, 1.0), (4, 1.0), (6, 0.55 + 0.45 * math.sqrt(0.5)), (8, 0.55),
     (12, 0.1), (999, 0.1)],
)  # fmt: skip
def test_the_rate_rises_in_a_line_and_falls_along_a_cosine(taken: int, rate: float) -> None:
    assert RISE_AND_FALL(StepCount(taken)).value == pytest.approx(rate, abs=1e-12)


def test_without_warm_up_the_rate_begins_at_its_peak() -> None:
    fall = WarmupCosine(LearningRate(1.0), LearningRate(0.1), StepCount(0), StepCount(12))
    assert fall(StepCount(0)) == LearningRate(1.0)


def test_a_schedule_that_makes_no_sense_is_refused_by_name() -> None:
    with pytest.raises(InvalidValueError, match=r"WarmupCosine\.floor refuses 0\.1"):
        WarmupCosine(LearningRate(0.01), TENTH, StepCount(0), StepCount(9))
    with pytest.raises(InvalidValueError, match=r"WarmupCosine\.warmup refuses 9: it needs less"):
        WarmupCosine(TENTH, TENTH, StepCount(9), StepCount(9))


def test_a_scheduled_rule_takes_each_step_at_the_rate_that_is_due() -> None:
    rule = Scheduled(Sgd(TENTH), RISE_AND_FALL)
    now, theta = Product(START, rule.start(START)), 1.0
    for taken in range(14):
        now = rule.step(now, gradient_of(1))
        theta -= RISE_AND_FALL(StepCount(taken)).value
        assert now.first.embedding.item() == pytest.approx(theta, abs=1e-12)


@pytest.mark.parametrize("rule", [Adam(TENTH), AdamW(Adam(TENTH), 0.5), Momentum(TENTH, 0.5)])
def test_a_rule_at_another_rate_keeps_its_other_settings(rule: Adam | AdamW | Momentum) -> None:
    assert rule.with_rate(LearningRate(0.2)) != rule
    assert rule.with_rate(LearningRate(0.2)).with_rate(TENTH) == rule


arrays = st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=6).map(
    lambda values: NamedArrays({"a": values[:1], "b": [values[1:]]})
)


def flat(gradient: NamedArrays) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    return np.concatenate([gradient["a"].ravel(), gradient["b"].ravel()])


@given(arrays)
def test_the_length_is_that_of_one_long_vector(gradient: NamedArrays) -> None:
    assert global_norm(gradient) == pytest.approx(math.hypot(*flat(gradient).tolist()), rel=1e-12)


@given(arrays, st.floats(0.1, 100))
def test_clipping_shortens_to_the_limit_and_keeps_the_direction(
    gradient: NamedArrays, limit: float
) -> None:
    clipped = ClipByNorm(limit)(gradient)
    length = global_norm(gradient)
    assert global_norm(clipped) == pytest.approx(min(length, limit), rel=1e-12)
    np.testing.assert_allclose(
        flat(clipped) * max(length, limit), flat(gradient) * limit, atol=1e-9
    )


def test_a_short_gradient_is_left_alone_and_clipping_twice_is_clipping_once() -> None:
    gradient = NamedArrays({"a": [3.0], "b": [4.0]})
    assert ClipByNorm(5.0)(gradient) == gradient
    once = ClipByNorm(2.5)(gradient)
    assert once == NamedArrays({"a": [1.5], "b": [2.0]}) == ClipByNorm(2.5)(once)


def test_huge_and_tiny_gradients_have_a_length() -> None:
    assert global_norm(NamedArrays({"a": [3e300, 4e300]})) == pytest.approx(5e300)
    assert global_norm(NamedArrays({"a": [3e-300, 4e-300]})) == pytest.approx(5e-300)
    assert global_norm(NamedArrays({"a": [0.0], "b": np.zeros((0, 2))})) == 0.0
    with pytest.raises(InvalidValueError, match="a finite length"):
        global_norm(NamedArrays({"a": [1e308, 1e308, 1e308, 1e308]}))


def test_a_clipped_rule_sees_the_clipped_gradient() -> None:
    rule = Clipped(Sgd(TENTH), ClipByNorm(1.0))
    after = rule.step(Product(START, rule.start(START)), gradient_of(300, -400))
    agree(after.first, Parameters([[0.94]], [[2.08]], [3.0]), atol=1e-15)


def test_rules_around_rules_take_both_in() -> None:
    rule = Clipped(Scheduled(Sgd(TENTH), RISE_AND_FALL), ClipByNorm(1.0))
    after = rule.step(Product(START, rule.start(START)), gradient_of(8))
    assert after.first.embedding.item() == 0.75


S = TypeVar("S", bound=Remembering)


def refuses_a_gradient_of_another_model(rule: Optimiser[S]) -> None:
    now = Product(START, rule.start(START))
    with pytest.raises(InvalidShapeError, match=r"gradient refuses arrays \{'a': \(1,\)\}"):
        rule.step(now, NamedArrays({"a": [1.0]}))


def test_a_gradient_of_another_model_is_refused_by_every_rule() -> None:
    refuses_a_gradient_of_another_model(Sgd(TENTH))
    refuses_a_gradient_of_another_model(Momentum(TENTH))
    refuses_a_gradient_of_another_model(Adam(TENTH))
    refuses_a_gradient_of_another_model(AdamW(Adam(TENTH)))
    refuses_a_gradient_of_another_model(Scheduled(AdamW(Adam(TENTH)), RISE_AND_FALL))


def test_settings_outside_their_range_are_refused_by_name() -> None:
    with pytest.raises(InvalidValueError, match=r"Momentum\.kept refuses 1\.0"):
        Momentum(TENTH, 1.0)
    with pytest.raises(InvalidValueError, match=r"AdamW\.decay refuses -0\.1"):
        AdamW(Adam(TENTH), -0.1)
    with pytest.raises(InvalidValueError, match=r"ClipByNorm\.limit refuses 0\.0"):
        ClipByNorm(0)
    with pytest.raises(InvalidTypeError, match=r"ClipByNorm\.limit refuses True"):
        ClipByNorm(True)
    with pytest.raises(InvalidShapeError, match=r"MomentumState\.velocity refuses"):
        Momentum(TENTH).step(
            Product(START, MomentumState(StepCount(0), NamedArrays({"a": [1.0]}))), gradient_of(1)
        )
