"""Windows over a text, the surprise at what came, and its average."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctml.checks import agree
from ctml.domain import (
    Distribution,
    Loss,
    ModelDimension,
    Parameters,
    Product,
    TokenId,
    TokenSequence,
    TrainingExample,
    TrainingSet,
    VocabSize,
)
from ctml.errors import InvalidValueError
from ctml.pipeline import (
    CrossEntropy,
    DatasetWindowing,
    DirectPredict,
    average_loss,
    predictor,
)

START = Parameters.deterministic(VocabSize(5), ModelDimension(4))
tables = st.integers(1, 5).flatmap(
    lambda size: st.lists(
        st.lists(st.floats(-50, 50), min_size=size, max_size=size), min_size=size, max_size=size
    )
)


def text(*indices: int) -> TokenSequence:
    return TokenSequence(map(TokenId, indices))


def test_four_tokens_give_three_pairs() -> None:
    pairs = [(one.token.index, one.target.index) for one in DatasetWindowing()(text(4, 8, 15, 16))]
    assert pairs == [(4, 8), (8, 15), (15, 16)]


@given(st.lists(st.integers(0, 9), min_size=2, max_size=9))
def test_each_target_is_the_next_examples_token(indices: list[int]) -> None:
    examples = DatasetWindowing()(text(*indices)).examples
    assert [one.token.index for one in examples] == indices[:-1]
    assert [one.target.index for one in examples] == indices[1:]


def test_a_text_of_one_token_has_no_pair() -> None:
    with pytest.raises(InvalidValueError) as caught:
        DatasetWindowing()(text(4))
    assert str(caught.value) == (
        "DatasetWindowing refuses a text of 1 token: it needs 2 tokens or more"
    )


@pytest.mark.parametrize(
    ("chance", "loss"),
    [(0.7, 0.356675), (0.2, 1.609438), (0.9, 0.105361), (0.1, 2.302585), (1.0, 0.0)],
)
def test_the_surprise_has_the_golden_numbers(chance: float, loss: float) -> None:
    came = Product(Distribution([1 - chance, chance]), TokenId(1))
    assert CrossEntropy()(came).value == pytest.approx(loss, abs=5e-7)


def test_the_surprise_at_the_second_of_two_scores_has_its_golden_number() -> None:
    parameters = Parameters([[1.0], [1.0]], [[0.0, 2.0]], [0.0, 0.0])
    predicted = predictor(parameters)(TokenId(0))
    loss = CrossEntropy()(Product(predicted, TokenId(1)))
    assert loss.value == pytest.approx(0.126928, abs=5e-7)


def test_a_certain_hit_is_never_less_than_no_surprise() -> None:
    above_one = Distribution([1 + 5e-7])
    assert CrossEntropy()(Product(above_one, TokenId(0))) == Loss(0.0)


@given(st.integers(1, 20))
def test_a_fair_guess_costs_the_logarithm_of_the_choices(choices: int) -> None:
    fair = Distribution([1 / choices] * choices)
    loss = CrossEntropy()(Product(fair, TokenId(choices - 1)))
    assert loss.value == pytest.approx(math.log(choices), abs=1e-12)


def test_what_has_no_probability_is_refused_by_name() -> None:
    sure = Distribution([1.0, 0.0])
    with pytest.raises(InvalidValueError) as impossible:
        CrossEntropy()(Product(sure, TokenId(1)))
    assert str(impossible.value) == (
        "CrossEntropy refuses TokenId(index=1) of probability 0: it needs a target of "
        "probability above 0; the surprise at 0 has no bound"
    )
    with pytest.raises(InvalidValueError, match=r"with an index below 2"):
        CrossEntropy()(Product(sure, TokenId(2)))


@given(tables, st.data())
def test_predicting_in_one_go_equals_the_composed_pipeline(
    table: list[list[float]], data: st.DataObject
) -> None:
    parameters = Parameters(table, np.array(table).T, table[0])
    token = TokenId(data.draw(st.integers(0, len(table) - 1)))
    agree(DirectPredict(parameters)(token), predictor(parameters)(token), atol=1e-12)


def test_predicting_in_one_go_refuses_what_the_pipeline_refuses() -> None:
    with pytest.raises(InvalidValueError, match=r"DirectPredict refuses TokenId\(index=5\)"):
        DirectPredict(START)(TokenId(5))
    huge = Parameters([[1e308]], [[10.0]], [0.0])
    with pytest.raises(InvalidValueError, match="Distribution refuses nan"):
        DirectPredict(huge)(TokenId(0))


def test_the_average_at_the_start_has_its_golden_number() -> None:
    examples = DatasetWindowing()(text(1, 2, 3, 4, 1, 2, 3, 4))
    assert average_loss(START, examples).value == pytest.approx(1.609389, abs=5e-7)
    one = TrainingSet([TrainingExample(TokenId(1), TokenId(2))])
    assert average_loss(START, one).value == pytest.approx(1.609439, abs=5e-7)


def test_the_average_counts_a_repeated_example_as_often_as_it_comes() -> None:
    first, second = (TrainingExample(TokenId(1), TokenId(n)) for n in (2, 3))
    losses = [average_loss(START, TrainingSet([one])).value for one in (first, second)]
    mixed = average_loss(START, TrainingSet([first, second, second, second])).value
    assert mixed == pytest.approx((losses[0] + 3 * losses[1]) / 4, abs=1e-15)
