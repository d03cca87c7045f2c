"""The tiny pipeline: from a token to how likely each next token is."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctml.domain import Logits, ModelDimension, Parameters, TokenId, Vector, VocabSize
from ctml.errors import InvalidShapeError, InvalidValueError
from ctml.pipeline import Embedding, LinearToLogits, Softmax

START = Parameters.deterministic(VocabSize(5), ModelDimension(4))
scores = st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=8)
PREDICT = Embedding(START) >> LinearToLogits(START) >> Softmax()


def test_the_deterministic_start_gives_the_golden_numbers() -> None:
    vector = Embedding(START)(TokenId(1))
    np.testing.assert_allclose(vector.values, [-0.0502, -0.0428, -0.0354, -0.0280], atol=1e-12)
    probabilities = PREDICT(TokenId(1)).values
    golden = [0.200463, 0.200231, 0.200000, 0.199768, 0.199537]
    np.testing.assert_allclose(probabilities, golden, atol=5e-7)


def test_the_pipeline_says_its_stages() -> None:
    assert repr(PREDICT) == "Embedding >> LinearToLogits >> Softmax"


@given(st.integers(0, 4))
def test_a_lookup_is_a_one_hot_product(index: int) -> None:
    one_hot = np.eye(5)[index]
    np.testing.assert_array_equal(
        Embedding(START)(TokenId(index)).values, one_hot @ START.embedding
    )


def test_a_token_outside_the_vocabulary_is_refused_by_name() -> None:
    with pytest.raises(InvalidValueError) as caught:
        Embedding(START)(TokenId(5))
    assert str(caught.value) == (
        "Embedding refuses TokenId(index=5): "
        "it needs a token of its vocabulary, with an index below 5"
    )


def test_the_linear_map_adds_up_weighted_rows_and_the_bias() -> None:
    parameters = Parameters(np.zeros((3, 2)), [[1, 2, 3], [10, 20, 30]], [0.5, 0, -0.5])
    assert LinearToLogits(parameters)(Vector([2, 1])) == Logits([12.5, 24, 35.5])


def test_a_vector_of_another_width_is_refused_by_name() -> None:
    with pytest.raises(InvalidShapeError, match="a Vector of 5"):
        LinearToLogits(START)(Vector([1.0, 2.0, 3.0, 4.0, 5.0]))
    with pytest.raises(InvalidShapeError) as caught:
        LinearToLogits(START)(Vector([1.0, 2.0]))
    assert str(caught.value) == (
        "LinearToLogits refuses a Vector of 2: it needs 4 numbers, as many as lm_head has rows"
    )


def test_scores_beyond_every_float_are_refused_by_name() -> None:
    huge = Parameters([[1e308]], [[10.0]], [0.0])
    with pytest.raises(InvalidValueError, match="Logits refuses inf"):
        LinearToLogits(huge)(Vector([1e308]))


def test_softmax_has_the_golden_numbers() -> None:
    shares = Softmax()(Logits([2, 1, 0])).values
    np.testing.assert_allclose(shares, [0.665241, 0.244728, 0.090031], atol=5e-7)


@given(scores)
def test_softmax_of_any_scores_is_a_distribution_that_keeps_their_order(raw: list[float]) -> None:
    shares = Softmax()(Logits(raw)).values
    assert math.isclose(shares.sum(), 1.0)
    assert np.all(np.diff(shares[np.argsort(raw)]) >= 0)


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=6), st.integers(-(10**4), 10**4))
def test_softmax_sees_only_differences(raw: list[int], shift: int) -> None:
    shares = Softmax()(Logits(raw)).values
    shifted = Softmax()(Logits([score + shift for score in raw])).values
    np.testing.assert_allclose(shifted, shares, rtol=1e-12)


def test_softmax_survives_scores_at_the_end_of_the_floats() -> None:
    assert Softmax()(Logits([1e4, 0])).values.tolist() == [1.0, 0.0]
    assert Softmax()(Logits([1e308, -1e308])).values.tolist() == [1.0, 0.0]
    assert Softmax()(Logits([1e308, 1e308])).values.tolist() == [0.5, 0.5]
