"""The small nouns of training: numbers with a range, pairs, examples."""

import math
import pickle
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctml.domain import (
    LearningRate,
    LocalGradient,
    Product,
    Scalar,
    StepCount,
    TokenId,
    TrainingExample,
    TrainingSet,
)
from ctml.errors import InvalidTypeError, InvalidValueError

FloatNoun = type[Scalar] | type[LocalGradient] | type[LearningRate]
each_float_noun = pytest.mark.parametrize("noun", [Scalar, LocalGradient, LearningRate])
ONE_TWO = TrainingExample(TokenId(1), TokenId(2))


@each_float_noun
@given(st.floats(min_value=1e-300, allow_infinity=False))
def test_a_float_noun_keeps_its_number_as_a_float(noun: FloatNoun, value: float) -> None:
    assert noun(value).value == value
    assert noun(3) == noun(3.0)
    assert type(noun(3).value) is float
    assert type(noun(np.float64(3)).value) is float


@each_float_noun
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 10**400])
def test_a_number_that_is_not_finite_is_refused_by_name(noun: FloatNoun, value: float) -> None:
    with pytest.raises(InvalidValueError, match=f"{noun.__name__} refuses"):
        noun(value)


@each_float_noun
@pytest.mark.parametrize("value", [True, "1", None, 1j, Fraction(1, 2), [1.0]])
def test_what_is_no_real_number_is_refused_by_name(noun: FloatNoun, value: float) -> None:
    with pytest.raises(InvalidTypeError, match=f"{noun.__name__} refuses"):
        noun(value)


@pytest.mark.parametrize("value", [0, 0.0, -0.1])
def test_a_learning_rate_is_above_zero(value: float) -> None:
    with pytest.raises(InvalidValueError) as caught:
        LearningRate(value)
    wanted = f"LearningRate refuses {float(value)}: it needs a finite number above 0"
    assert str(caught.value) == wanted


def test_scalars_and_slopes_may_be_negative_and_are_not_each_other() -> None:
    assert Scalar(-1.0).value == -1.0
    assert LocalGradient(-1.0).value == -1.0
    assert len({Scalar(1.0), LocalGradient(1.0), LearningRate(1.0)}) == 3


@pytest.mark.parametrize("stray", [True, 1.0, "1", None, np.int64(1)])
def test_a_step_count_is_an_int_and_no_bool(stray: int) -> None:
    with pytest.raises(InvalidTypeError, match="StepCount refuses"):
        StepCount(stray)


def test_a_step_count_starts_at_zero() -> None:
    assert StepCount(0).count == 0
    with pytest.raises(InvalidValueError) as caught:
        StepCount(-1)
    assert str(caught.value) == "StepCount refuses -1: it needs a whole number of 0 or more"


@given(st.integers(), st.text())
def test_a_product_keeps_both_sides_apart(first: int, second: str) -> None:
    pair = Product(first, second)
    assert (pair.first, pair.second) == (first, second)
    assert pair == Product(first, second) != Product(first + 1, second)
    assert hash(pair) == hash(Product(first, second))
    assert Product[int, str](first, second) == pair
    assert pickle.loads(pickle.dumps(pair)) == pair
    assert repr(Product(1, "a")) == "Product(first=1, second='a')"


def test_an_example_is_made_of_two_token_ids() -> None:
    assert (ONE_TWO.token, ONE_TWO.target) == (TokenId(1), TokenId(2))
    with pytest.raises(InvalidTypeError) as caught:
        TrainingExample(TokenId(1), 2)  # type: ignore[arg-type]
    assert str(caught.value) == "TrainingExample.target refuses 2 (int): it needs a TokenId"


def test_a_training_set_keeps_its_examples_in_order() -> None:
    two_three = TrainingExample(TokenId(2), TokenId(3))
    examples = [ONE_TWO, two_three]
    made = TrainingSet(iter(examples))
    examples.clear()
    assert list(made) == [ONE_TWO, two_three]
    assert len(made) == 2
    assert made == TrainingSet([ONE_TWO, two_three]) != TrainingSet([two_three, ONE_TWO])


def test_a_training_set_is_never_empty_and_holds_examples_only() -> None:
    with pytest.raises(InvalidValueError) as empty:
        TrainingSet([])
    assert str(empty.value) == "TrainingSet refuses nothing: it needs at least one TrainingExample"
    with pytest.raises(InvalidTypeError) as stray:
        TrainingSet([ONE_TWO, TokenId(2)])  # type: ignore[list-item]
    assert stray.value.given == "TokenId(index=2) at position 1"
